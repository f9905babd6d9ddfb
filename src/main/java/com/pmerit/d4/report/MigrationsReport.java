package com.pmerit.d4.report;

import com.pmerit.d4.audit.MigrationsAudit;
import java.time.Instant;

/**
 * How the migrations of the project stand where: the model that {@code d4:migrations} shows and writes.
 *
 * @param subject what was asked, of which project
 * @param readAt when it was read
 * @param audit what was found
 */
public record MigrationsReport(Subject subject, Instant readAt, MigrationsAudit audit) {
    /**
     * Checks that something was looked at.
     *
     * @throws IllegalArgumentException when there is no database
     */
    public MigrationsReport {
        if (audit.databases().isEmpty()) {
            throw new IllegalArgumentException("the migrations of no database");
        }
    }
}
