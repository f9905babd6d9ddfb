package com.pmerit.d4.mojo;

import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.Visitor;
import com.pmerit.d4.sandbox.runtime.ModelledEdge;
import com.pmerit.d4.sandbox.runtime.ModelledEdge.Answering;
import com.pmerit.d4.smoke.Answer;
import com.pmerit.d4.smoke.Question;
import com.pmerit.d4.smoke.Reply;
import com.pmerit.d4.smoke.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What visitors of the shop meet at this moment: the version that the embedded Cloudflare would let answer, in the way that its
 * code says in a comment, see {@link Behaviour}. No Worker runs for it. Its site is the one that Pages serves.
 */
final class ShopFront implements Transport {
    static final String ECHO = "x-version";

    private static final String HEALTH = "/health";
    private static final String OVERRIDES = "Cloudflare-Workers-Version-Overrides";

    private final ModelledEdge edge;
    private final Visitor sites;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();

    ShopFront(Sandbox sandbox) {
        this.edge = new ModelledEdge(sandbox.workers(), 4);
        this.sites = new Visitor(sandbox);
    }

    /**
     * One question and what it met.
     *
     * @param open whether it was asked as any visitor asks: at the public host, for no version in particular
     * @param right whether the answer was a healthy one
     */
    record Visit(String host, String version, boolean open, boolean right) {}

    /**
     * An answer.
     *
     * @param version the id of the version that gave it, in the header {@link #ECHO}
     */
    record Met(int status, String contentType, String text, Optional<String> version) {}

    /** All questions so far, oldest first. */
    List<Visit> visits() {
        return List.copyOf(visits);
    }

    @Override
    public Reply ask(Question question) {
        Met met = meet(question.url(), question.headers());
        Answer answer = new Answer(met.status(), met.text().getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", met.contentType());
        return met.version().map(version -> answer.with(ECHO, version)).orElse(answer);
    }

    /** What a request meets, whoever carries it. */
    Met meet(URI url, Map<String, String> headers) {
        if (url.getHost().equals(FrontEnd.HOST) || url.getHost().endsWith("." + FrontEnd.HOST)) {
            return site(url);
        }
        Optional<String> overrides = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(OVERRIDES))
                .map(Map.Entry::getValue)
                .findFirst();
        Optional<Answering> answering = edge.at(url, overrides);
        if (answering.isEmpty() || !url.getPath().equals(HEALTH)) {
            return new Met(404, "text/html", "There is nothing here", Optional.empty());
        }
        boolean right = Behaviour.of(answering.get().version()).isRight(answering.get());
        String version = answering.get().version().id();
        boolean open = overrides.isEmpty() && answering.get().share() > 0;
        visits.add(new Visit(url.getHost(), version, open, right));
        String status = right ? "healthy" : "broken";
        return new Met(200, "application/json", "{\"status\":\"" + status + "\"}", Optional.of(version));
    }

    private Met site(URI url) {
        try {
            Visitor.Page page = sites.get(url.getHost(), url.getRawPath() + "?" + url.getRawQuery());
            String type = page.header("content-type").replaceFirst(";.*", "");
            return new Met(page.status(), type, page.body(), Optional.empty());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
