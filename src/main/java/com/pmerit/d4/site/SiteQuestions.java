package com.pmerit.d4.site;

import com.pmerit.d4.assets.SiteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a visitor asks a published site, and which answers show that it is the one that it should be. */
final class SiteQuestions implements SiteJudge {
    private static final Pattern HASHED = Pattern.compile(".*[-._][A-Za-z0-9_-]{8,}\\.(js|mjs|css)");
    private static final Pattern TAGS = Pattern.compile("(?=<)");
    private static final String OF_PAGES = ".pages.dev";
    private static final int OK = 200;

    private final Function<String, Optional<String>> pages;
    private final List<String> hashed;
    private final Optional<Asset> asset;
    private final boolean runs;

    /**
     * What it should be.
     *
     * @param pages the page at a path of it
     * @param hashed the paths of the assets that a page may name so that it is known by them
     * @param asset one asset with a hash in its name, when there is one
     * @param runs whether Functions may make a page another one each time
     */
    SiteQuestions(Function<String, Optional<String>> pages, List<String> hashed, Optional<Asset> asset, boolean runs) {
        this.pages = pages;
        this.hashed = List.copyOf(hashed);
        this.asset = asset;
        this.runs = runs;
    }

    /** An asset: where it is, what browsers are told that it is, and its bytes as ISO 8859-1. */
    record Asset(String path, String contentType, String text) {}

    /** The site that was built. */
    static SiteQuestions of(BuiltSite built) {
        String index = built.at("/index.html").map(SiteQuestions::text).orElse("");
        Optional<Asset> asset = built.files().stream()
                .filter(file -> isHashed(file.path()))
                .min(Comparator.comparing((SiteFile file) -> !refersTo(index, file.path()))
                        .thenComparing(file -> file.path().endsWith(".css"))
                        .thenComparing(SiteFile::size))
                .map(file -> new Asset(file.path(), file.contentType(), text(file)));
        List<String> hashed = built.files().stream()
                .map(SiteFile::path)
                .filter(SiteQuestions::isHashed)
                .toList();
        boolean runs = built.parts().stream().anyMatch(part -> part.name().equals("_worker.bundle"));
        // A rule may show another page at the root, where no index was built.
        return new SiteQuestions(
                path -> page(built, path).or(() -> path.equals("/") ? Optional.of("") : Optional.empty()),
                hashed,
                asset,
                runs);
    }

    /** As Pages finds it: HTML without its extension, an index, and the first of all where there is no 404.html. */
    private static Optional<String> page(BuiltSite built, String path) {
        return Stream.of(path, path + ".html", path.replaceFirst("/?$", "/index.html"))
                .flatMap(candidate -> built.at(candidate).stream())
                .findFirst()
                .or(() -> built.at("/404.html").isPresent() ? Optional.empty() : built.at("/index.html"))
                .map(SiteQuestions::text);
    }

    /** Whether the name of a script or style has a hash in it, so that what it holds never changes. */
    static boolean isHashed(String path) {
        return HASHED.matcher(path).matches();
    }

    @Override
    public List<String> ask(URI address, Visitor visitor) throws InterruptedException {
        List<String> faults = new ArrayList<>();
        boolean changing = runs || !address.getHost().endsWith(OF_PAGES);
        FirstPage first = FirstPage.of(address, visitor);
        if (first instanceof FirstPage.Met met) {
            judgeIndex(met, changing, faults);
        } else {
            faults.add(((FirstPage.Lost) first).why());
        }
        if (asset.isPresent()) {
            Asset file = asset.get();
            judgeAsset(file, visitor.visit(at(address, file.path())), faults);
            String directory = file.path().substring(0, file.path().lastIndexOf('/') + 1);
            String madeUp = directory + "d4-made-up-" + UUID.randomUUID()
                    + file.path().substring(file.path().lastIndexOf('.'));
            judgeMadeUp(file, visitor.visit(at(address, madeUp)), faults);
        }
        return faults;
    }

    @Override
    public String asked() {
        return asset.map(file -> "the index, " + file.path() + " and a made-up asset answer rightly")
                .orElse("the index answers rightly; no asset has a hash in its name");
    }

    private void judgeIndex(FirstPage.Met first, boolean changing, List<String> faults) {
        Optional<String> wanted = pages.apply(first.path());
        if (!(first.page() instanceof Page.Answered answer)) {
            faults.add(first.subject() + " " + ((Page.Silent) first.page()).why());
        } else if (answer.status() != OK || !answer.mediaType().equals("text/html")) {
            faults.add(
                    first.subject() + " answers " + answer.status() + " " + answer.mediaType() + ", not 200 text/html");
        } else if (wanted.isEmpty() && !runs) {
            faults.add(first.subject() + " is no page that was built");
        } else if (wanted.isPresent() && !isBuilt(wanted.get(), answer, changing)) {
            faults.add(first.subject() + " is not the " + (first.path().equals("/") ? "index" : "page")
                    + " that was built");
        }
    }

    // What serves a page may add to it, such as the script of its analytics. A zone before Pages may rewrite it beyond
    // that, and so may Functions: then the assets that it names must be the built ones.
    private boolean isBuilt(String wanted, Page.Answered answer, boolean changing) {
        if (answer.whole() ? addsOnly(wanted, answer.body()) : wanted.startsWith(answer.body())) {
            return true;
        }
        List<String> named =
                hashed.stream().filter(path -> refersTo(wanted, path)).toList();
        return changing && (named.isEmpty() ? runs : named.stream().allMatch(path -> refersTo(answer.body(), path)));
    }

    /** Whether a page has all of the wanted one, tag by tag and in its order. */
    private static boolean addsOnly(String wanted, String page) {
        int from = 0;
        for (String part : TAGS.split(wanted, -1)) {
            int at = page.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }

    private static void judgeAsset(Asset file, Page page, List<String> faults) {
        if (!(page instanceof Page.Answered answer)) {
            faults.add(file.path() + " " + ((Page.Silent) page).why());
        } else if (answer.status() != OK || !answer.mediaType().equals(file.contentType())) {
            faults.add(file.path() + " answers " + answer.status() + " " + answer.mediaType() + ", not 200 "
                    + file.contentType());
        } else if (answer.whole() && !answer.body().equals(file.text())) {
            faults.add(file.path() + " is not the file that was built");
        }
    }

    private static void judgeMadeUp(Asset like, Page page, List<String> faults) {
        if (page instanceof Page.Silent silent) {
            faults.add("a made-up asset " + silent.why());
        } else if (page instanceof Page.Answered answer
                && answer.status() == OK
                && answer.mediaType().equals(like.contentType())) {
            faults.add("a made-up asset answers 200 " + answer.mediaType() + " just as a real one");
        }
    }

    private static boolean refersTo(String html, String path) {
        return !path.equals("/index.html") && html.contains(path.substring(1));
    }

    /** A path of a site, past all caches. */
    static URI at(URI address, String path) {
        try {
            return new URI(address.getScheme(), address.getAuthority(), path, "d4-smoke=" + UUID.randomUUID(), null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("not a path of a site: " + path, impossible);
        }
    }

    private static String text(SiteFile file) {
        try {
            return Files.readString(file.file(), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the built site cannot be read", unreadable);
        }
    }
}
