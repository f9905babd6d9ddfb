package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import java.time.Instant;

/**
 * What the databases of environments hold and where they differ: the model that {@code d4:audit} shows and writes.
 *
 * @param subject what was asked, of which project
 * @param readAt when it was read
 * @param audit what was found
 */
public record AuditReport(Subject subject, Instant readAt, Audit audit) {}
