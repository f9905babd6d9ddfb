package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesDeployment;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a site against a deployment of it whose files are not in hand: against what that answers at the address of its own, which
 * leads to no other deployment ever.
 */
final class EarlierSiteJudge implements SiteJudge {
    private static final Pattern NAMED = Pattern.compile("[\"'](/?[^\"'\\s<>:?#]+\\.(?:js|mjs|css))[\"']");
    private static final int OK = 200;

    private final URI own;

    EarlierSiteJudge(PagesDeployment deployment) {
        this.own = URI.create(deployment.url());
    }

    @Override
    public List<String> ask(URI address, Visitor visitor) throws InterruptedException {
        List<String> faults = new ArrayList<>();
        FirstPage first = FirstPage.of(own, visitor);
        if (first instanceof FirstPage.Lost lost) {
            return List.of("at " + own + ": " + lost.why());
        }
        String path = ((FirstPage.Met) first).path();
        Optional<Page.Answered> index = good(((FirstPage.Met) first).page(), path, faults);
        if (index.isEmpty()) {
            return faults;
        }
        if (!index.get().mediaType().equals("text/html")) {
            return List.of(own + path + " answers " + index.get().mediaType() + ", not text/html");
        }
        String html = index.get().body();
        List<String> named = named(html);
        Optional<SiteQuestions.Asset> asset = asset(named, visitor, faults);
        return faults.isEmpty() ? questions(path, html, named, asset).ask(address, visitor) : faults;
    }

    private static SiteQuestions questions(
            String path, String html, List<String> named, Optional<SiteQuestions.Asset> asset) {
        return new SiteQuestions(
                asked -> asked.equals(path) ? Optional.of(html) : Optional.empty(), named, asset, false);
    }

    @Override
    public String asked() {
        return "the index and an asset that it names answer as at " + own;
    }

    private Optional<SiteQuestions.Asset> asset(List<String> named, Visitor visitor, List<String> faults)
            throws InterruptedException {
        Optional<String> hashed = named.stream().filter(SiteQuestions::isHashed).findFirst();
        if (hashed.isEmpty()) {
            return Optional.empty();
        }
        return answered(visitor, hashed.get(), faults)
                .map(file -> new SiteQuestions.Asset(hashed.get(), file.mediaType(), file.body()));
    }

    private Optional<Page.Answered> answered(Visitor visitor, String path, List<String> faults)
            throws InterruptedException {
        return good(visitor.visit(SiteQuestions.at(own, path)), path, faults);
    }

    private Optional<Page.Answered> good(Page page, String path, List<String> faults) {
        if (page instanceof Page.Answered answer && answer.status() == OK) {
            return Optional.of(answer);
        }
        faults.add(own + path + " "
                + (page instanceof Page.Answered answer
                        ? "answers " + answer.status() + " " + answer.mediaType()
                        : ((Page.Silent) page).why()));
        return Optional.empty();
    }

    private static List<String> named(String html) {
        Set<String> paths = new LinkedHashSet<>();
        Matcher matcher = NAMED.matcher(html);
        while (matcher.find()) {
            String path = matcher.group(1);
            if (!path.startsWith("//")) {
                paths.add(path.startsWith("/") ? path : "/" + path);
            }
        }
        return List.copyOf(paths);
    }
}
