package com.pmerit.d4.smoke;

import com.pmerit.d4.gate.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * How a smoke test ended, with all that was asked and answered.
 *
 * @param url what was asked
 * @param ending how it ended
 * @param versions which version had to answer; empty when any might
 * @param proof how it is known which version gave the right answers; says nothing unless the ending is green
 * @param attempts every question, in order; at least one
 * @param duration from the first question to the last reply
 */
public record SmokeResult(
        URI url, Ending ending, Optional<Versions> versions, Proof proof, List<Attempt> attempts, Duration duration) {

    /** How a smoke test ends. */
    public enum Ending {
        /** Enough right answers in a row. */
        GREEN,
        /** Too many wrong answers in a row. */
        RED,
        /** A third version answered: someone else is at work. */
        CONFLICT,
        /** Neither was seen in time. */
        DEADLINE
    }

    /**
     * Copies the attempts.
     *
     * @throws IllegalArgumentException when nothing was asked
     */
    public SmokeResult {
        attempts = List.copyOf(attempts);
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("a smoke test that asked nothing proves nothing");
        }
    }

    /** Whether the Worker was seen to be healthy. */
    public boolean passed() {
        return ending == Ending.GREEN;
    }

    /** The same as a gate says it: how it is known, or what to do. */
    public Verdict verdict() {
        return passed()
                ? new Verdict.Passed(proven())
                : new Verdict.Failed(summary(), details(), remedy().orElse("mend the Worker"));
    }

    /** One line: what was seen, or what was wrong. */
    public String summary() {
        return switch (ending) {
            case GREEN ->
                url.getRawPath() + " answered rightly " + rightInARow() + " times in a row"
                        + version().map(id -> ", as version " + id).orElse("");
            case RED ->
                url.getRawPath() + ": " + String.join("; ", last().judgement().reasons());
            case CONFLICT -> String.join("; ", last().judgement().reasons()) + ": someone else is deploying";
            case DEADLINE -> "no proof of health within " + duration.toSeconds() + " s: " + unproven();
        };
    }

    /** The summary, and how it is known which version answered. */
    public String proven() {
        return summary() + " (" + proof.words() + ")";
    }

    /** What to do; says nothing when it passed. */
    public Optional<String> remedy() {
        String ask = "curl -i '" + url.toString().replace("'", "%27") + "'";
        return switch (ending) {
            case GREEN -> Optional.empty();
            case RED -> Optional.of("see for yourself: " + ask + "; then mend the Worker, or <smoke> in the POM");
            case CONFLICT -> Optional.of("find out who else deploys this Worker: npx wrangler deployments list");
            case DEADLINE -> Optional.of("see for yourself: " + ask + "; more time: <deadline> in <smoke>");
        };
    }

    /** The attempts, a line each; those with the same meaning in a row share one. */
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int next = 1; next <= attempts.size(); next++) {
            Judgement judgement = attempts.get(start).judgement();
            if (next == attempts.size() || !attempts.get(next).judgement().equals(judgement)) {
                String more = next - start > 1 ? "  (" + (next - start) + " times)" : "";
                lines.add(attempts.get(start).line() + more);
                start = next;
            }
        }
        return lines;
    }

    /** All attempts, a line each, after a line that names what was asked for. */
    public String transcript() {
        String wanted = versions.map(Versions::expected).orElse("any version");
        return attempts.stream()
                .map(Attempt::line)
                .collect(Collectors.joining("\n", "GET " + url + " as " + wanted + "\n", "\n" + ending + "\n"));
    }

    /** The SHA-256 of the transcript in UTF-8, in lower-case hexadecimal. */
    public String transcriptSha256() {
        return DigestUtils.sha256Hex(transcript().getBytes(StandardCharsets.UTF_8));
    }

    /** The version that the last right answer named. */
    public Optional<String> version() {
        return attempts.stream()
                .map(Attempt::judgement)
                .filter(Judgement.NewOk.class::isInstance)
                .map(Judgement.NewOk.class::cast)
                .reduce((earlier, later) -> later)
                .flatMap(Judgement.NewOk::version);
    }

    /** The median time until a right answer was there; empty when none was right. */
    public Optional<Duration> latency() {
        List<Duration> right = attempts.stream()
                .filter(attempt -> attempt.judgement() instanceof Judgement.NewOk)
                .map(Attempt::latency)
                .sorted()
                .toList();
        return right.isEmpty() ? Optional.empty() : Optional.of(right.get(right.size() / 2));
    }

    private Attempt last() {
        return attempts.get(attempts.size() - 1);
    }

    private int rightInARow() {
        int count = 0;
        for (Attempt attempt : attempts) {
            count = attempt.judgement() instanceof Judgement.NewOk ? count + 1 : 0;
        }
        return count;
    }

    private String unproven() {
        List<Attempt> notRight = attempts.stream()
                .filter(attempt -> !(attempt.judgement() instanceof Judgement.NewOk))
                .toList();
        if (notRight.isEmpty()) {
            return "only " + attempts.size() + " right answers, too few in that time";
        }
        int right = attempts.size() - notRight.size();
        String before =
                right > 0 ? right + " of " + attempts.size() + " answers were right; of the others the last: " : "";
        return before
                + String.join(
                        "; ", notRight.get(notRight.size() - 1).judgement().reasons());
    }
}
