package com.pmerit.d4.report;

import java.time.Instant;
import java.util.List;

/**
 * What is live where: the model that {@code d4:status} shows and writes.
 *
 * @param subject what was asked, of which project
 * @param readAt when it was read
 * @param environments in release order
 */
public record StatusReport(Subject subject, Instant readAt, List<EnvironmentStatus> environments) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when there is no environment
     */
    public StatusReport {
        environments = List.copyOf(environments);
        if (environments.isEmpty()) {
            throw new IllegalArgumentException("the status of no environment");
        }
    }
}
