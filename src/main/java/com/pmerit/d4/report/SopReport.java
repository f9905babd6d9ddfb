package com.pmerit.d4.report;

import com.pmerit.d4.sop.ProjectState;
import java.time.Instant;
import java.util.List;

/**
 * What an SOP is written from.
 *
 * @param subject what was asked, of which project
 * @param readAt when it was read
 * @param state what is true
 * @param promises the gates of the checklist, in its order
 */
public record SopReport(Subject subject, Instant readAt, ProjectState state, List<Promise> promises) {
    /** Copies the list. */
    public SopReport {
        promises = List.copyOf(promises);
    }

    /**
     * A gate of the checklist.
     *
     * @param gate its id
     * @param title what it promises
     */
    public record Promise(String gate, String title) {}
}
