package com.pmerit.d4.report;

import com.pmerit.d4.audit.SecretsAudit;
import java.time.Instant;

/**
 * How the secrets of the project stand where: the model that {@code d4:secrets} shows and writes. There is no value in it.
 *
 * @param subject what was asked, of which project
 * @param readAt when it was read
 * @param audit what was found
 */
public record SecretsReport(Subject subject, Instant readAt, SecretsAudit audit) {
    /**
     * Checks that something was looked at.
     *
     * @throws IllegalArgumentException when there is no environment
     */
    public SecretsReport {
        if (audit.environments().isEmpty()) {
            throw new IllegalArgumentException("the secrets of no environment");
        }
    }
}
