package com.pmerit.d4.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One smoke test as evidence.
 *
 * @param id the stable id of the step or gate that asked, such as {@code public-smoke}
 * @param url what was asked
 * @param passed whether the Worker was seen to be healthy
 * @param summary one line: what was seen, or what was wrong
 * @param details the attempts, one a line
 * @param proof how it is known which version answered
 * @param transcriptSha256 the SHA-256 of the transcript, in lower-case hexadecimal
 * @param remedy what to do; empty when it passed
 * @param duration from the first question to the last answer
 */
public record SmokeEvidence(
        String id,
        String url,
        boolean passed,
        String summary,
        List<String> details,
        String proof,
        String transcriptSha256,
        Optional<String> remedy,
        Duration duration) {
    /**
     * Copies the details.
     *
     * @throws IllegalArgumentException when a failed smoke test has no remedy
     */
    public SmokeEvidence {
        if (!passed && remedy.isEmpty()) {
            throw new IllegalArgumentException("the failed smoke test '" + id + "' needs a remedy");
        }
        details = List.copyOf(details);
    }
}
