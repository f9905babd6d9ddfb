package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.AuditFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What environments have and where they differ: the model that {@code d4:audit} shows and writes.
 *
 * @param subject what was asked, of which project
 * @param readAt when it was read
 * @param audit what was found
 * @param since an earlier audit, with which it is compared
 */
public record AuditReport(Subject subject, Instant readAt, Audit audit, Optional<EarlierAudit> since) {
    /** All that was found, the heaviest first, each with the command that mends it where the audit was made. */
    List<AuditFinding> findings() {
        return audit.findings().stream()
                .map(finding -> subject.sandbox() ? finding.inSandbox() : finding)
                .toList();
    }
}
