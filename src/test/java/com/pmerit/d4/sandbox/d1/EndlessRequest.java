package com.pmerit.d4.sandbox.d1;

import com.pmerit.d4.sql.D1Statement;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A process that is in the middle of a request until someone ends it. */
final class EndlessRequest {
    private EndlessRequest() {}

    /** Arguments: the state directory and the uuid of the database. */
    public static void main(String[] arguments) throws Exception {
        try (D1Store store = new D1Store(Path.of(arguments[0]), Clock.systemUTC())) {
            StoredDatabase database = store.byId(arguments[1]).orElseThrow();
            database.run(List.of(
                    D1Statement.of("CREATE TABLE half (a)"),
                    D1Statement.of("DELETE FROM whole"),
                    D1Statement.of("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                            + " SELECT count(*) FROM n")));
        }
    }
}
