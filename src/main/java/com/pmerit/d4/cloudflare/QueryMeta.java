package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * What D1 tells about one statement.
 *
 * @param changes rows inserted, updated or deleted
 * @param lastRowId of the last INSERT
 * @param changedDatabase whether the file changed
 * @param sizeAfter bytes of the database afterwards
 * @param rowsRead rows that were scanned
 * @param rowsWritten rows and index entries that were written
 * @param durationMillis in the database, in milliseconds
 */
public record QueryMeta(
        Optional<Long> changes,
        Optional<Long> lastRowId,
        Optional<Boolean> changedDatabase,
        Optional<Long> sizeAfter,
        Optional<Long> rowsRead,
        Optional<Long> rowsWritten,
        double durationMillis) {
    static QueryMeta read(Fields meta) {
        return new QueryMeta(
                meta.optionalNumber("changes"),
                meta.optionalNumber("last_row_id"),
                meta.optionalFlag("changed_db"),
                meta.optionalNumber("size_after"),
                meta.optionalNumber("rows_read"),
                meta.optionalNumber("rows_written"),
                meta.has("duration") ? meta.decimal("duration") : 0);
    }
}
