package com.pmerit.d4.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says what one reply means for the version in question.
 *
 * <p>Not failures of the Worker: 429, 520 to 530 (Cloudflare "5xx errors"), no answer at all, and the page with which
 * workers.dev answers for a Worker that has not reached that place yet.
 */
public final class Judge {
    private static final Pattern VERSION_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?i)there is nothing here yet|error code:?\\s*1042\\b");

    private final Optional<Versions> versions;
    private final Optional<VersionEcho> echo;
    private final Expectations expectations;

    /** Judges the answers to one target. */
    public Judge(SmokeTarget target) {
        this.versions = target.versions();
        this.echo = target.echo();
        this.expectations = new Expectations(target.smoke());
    }

    /**
     * Judges a reply.
     *
     * @param mayBeTheAnchors whether the request may still have reached the version before: then an answer that should name
     *     its version and does not is inconclusive, not wrong
     */
    public Judgement judge(Reply reply, boolean mayBeTheAnchors) {
        if (reply instanceof Reply.NoAnswer none) {
            return new Judgement.Inconclusive(none.reason());
        }
        Answer answer = (Answer) reply;
        return notTheWorkers(answer)
                .<Judgement>map(Judgement.Inconclusive::new)
                .orElseGet(() -> judge(answer, mayBeTheAnchors));
    }

    private static Optional<String> notTheWorkers(Answer answer) {
        int status = answer.status();
        if (status == 429) {
            return Optional.of("429: too many requests"
                    + answer.header("retry-after")
                            .map(asked -> ", to be asked again after " + answer.quoted(asked))
                            .orElse(""));
        }
        if (status >= 520 && status <= 530) {
            return Optional.of(status + ": Cloudflare could not reach what serves this host");
        }
        if (status == 404 && PLACEHOLDER.matcher(answer.roughText()).find()) {
            return Optional.of("404: Cloudflare's own page; the Worker has not reached this place yet");
        }
        return Optional.empty();
    }

    private Judgement judge(Answer answer, boolean mayBeTheAnchors) {
        JsonAnswer json = JsonAnswer.of(answer);
        Optional<String> named = named(answer, json);
        List<String> faults = new ArrayList<>(expectations.faults(answer, json));
        if (versions.isPresent() && named.isPresent()) {
            String version = named.get();
            if (versions.get().anchor().filter(version::equals).isPresent()) {
                return new Judgement.Old(version);
            }
            if (!version.equals(versions.get().expected())) {
                if (VERSION_ID.matcher(version).matches()) {
                    return new Judgement.Other(version);
                }
                faults.add(echo.get().shown() + " is " + answer.quoted(version) + " where the version id "
                        + versions.get().expected() + " was expected");
            }
        } else if (versions.isPresent() && echo.isPresent()) {
            faults.add("the answer does not name its version (" + echo.get().shown() + ")");
            if (mayBeTheAnchors) {
                return new Judgement.Inconclusive(String.join("; ", faults));
            }
        }
        return faults.isEmpty() ? new Judgement.NewOk(named) : new Judgement.NewBad(faults);
    }

    private Optional<String> named(Answer answer, JsonAnswer json) {
        if (echo.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> text;
        if (echo.get() instanceof VersionEcho.InHeader inHeader) {
            text = answer.header(inHeader.name());
        } else {
            String path = ((VersionEcho.InJson) echo.get()).path();
            text = json.document()
                    .flatMap(document -> JsonAnswer.at(document, path))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        }
        return text.map(String::strip).filter(id -> !id.isEmpty());
    }
}
