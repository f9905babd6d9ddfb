package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.Waiting;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks a site until it answers rightly twice in a row, or its time is over. */
public final class SiteInquiry {
    private static final int RIGHT_IN_A_ROW = 2;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Visitor visitor;
    private final Waiting waiting;
    private final Duration deadline;

    /**
     * Prepares it.
     *
     * @param deadline how long the site from before may still answer
     */
    public SiteInquiry(Visitor visitor, Waiting waiting, Duration deadline) {
        this.visitor = visitor;
        this.waiting = waiting;
        this.deadline = deadline;
    }

    /** What was wrong in the end, a line each; nothing when all was right. */
    List<String> untilRight(SiteJudge judge, URI address) throws InterruptedException {
        Instant start = waiting.clock().instant();
        int right = 0;
        while (true) {
            List<String> faults = judge.ask(address, visitor);
            right = faults.isEmpty() ? right + 1 : 0;
            boolean late = Duration.between(start, waiting.clock().instant()).compareTo(deadline) >= 0;
            if (right == RIGHT_IN_A_ROW || (late && right == 0)) {
                return faults;
            }
            waiting.sleeper().sleep(INTERVAL);
        }
    }
}
