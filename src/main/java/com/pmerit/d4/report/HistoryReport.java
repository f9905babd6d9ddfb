package com.pmerit.d4.report;

import com.pmerit.d4.release.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to one environment: the model that {@code d4:history} shows and writes.
 *
 * @param subject what was asked, of which environment
 * @param readAt when it was read
 * @param entries newest first
 * @param gap why it may not reach back further, such as a ledger that could not be read
 */
public record HistoryReport(Subject subject, Instant readAt, List<HistoryEntry> entries, Optional<String> gap) {
    public HistoryReport {
        entries = List.copyOf(entries);
    }
}
