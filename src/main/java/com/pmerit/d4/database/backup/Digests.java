package com.pmerit.d4.database.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** Counts and hashes rows as they go by. */
final class Digests implements Rows {
    private final Map<String, Running> running = new LinkedHashMap<>();

    private static final class Running {
        private final MessageDigest sha256 = DigestUtils.getSha256Digest();
        private long rows;
    }

    /** Begins with these tables, each without rows. */
    Digests(List<Table> tables) {
        tables.stream().filter(Table::hasRows).forEach(table -> running.put(table.name(), new Running()));
    }

    /** Reads a whole source. */
    static List<TableDigest> of(Source source, Shape shape) throws Unanswered {
        Digests digests = new Digests(shape.tables());
        new RowReader(source).read(shape.tables(), digests);
        return digests.done();
    }

    @Override
    public void take(Table table, Row row) {
        Running counted = running.computeIfAbsent(table.name(), name -> new Running());
        counted.rows++;
        counted.sha256.update((row.sql() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The digests, once all rows went by. */
    List<TableDigest> done() {
        return running.entrySet().stream()
                .map(each -> new TableDigest(
                        each.getKey(),
                        each.getValue().rows,
                        HexFormat.of().formatHex(each.getValue().sha256.digest())))
                .toList();
    }
}
