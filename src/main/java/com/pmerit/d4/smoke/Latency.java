package com.pmerit.d4.smoke;

import com.pmerit.d4.release.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the old version takes to answer, and whether the new one takes much longer. Medians of right answers are
 * compared, each with a connection of its own, so that one slow start decides nothing.
 *
 * @param before the old version's
 * @param now the new version's
 */
record Latency(Duration before, Duration now) {
    private static final String KEPT = "latency";
    private static final int TOO_MANY_TIMES = 3;

    /** Below it no person notices, and three times of very little is chance. */
    private static final Duration UNNOTICED = Duration.ofMillis(100);

    /** Keeps the old version's latency, if it is known, for the comparison. */
    static Progress keep(Optional<Duration> old, Progress progress) {
        return old.map(latency -> progress.keeping(KEPT, latency.toString())).orElse(progress);
    }

    /** The old version's latency, where this run has measured it. */
    static Optional<Duration> kept(Progress progress) {
        return Optional.ofNullable(progress.kept().get(KEPT)).map(Duration::parse);
    }

    boolean isTooLong() {
        return now.compareTo(UNNOTICED) > 0 && now.compareTo(before.multipliedBy(TOO_MANY_TIMES)) >= 0;
    }

    String words() {
        return "it answers in " + now.toMillis() + " ms, the old version in " + before.toMillis() + " ms";
    }
}
