package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.WorkerdD1;
import com.pmerit.d4.cloudflare.SqlStatement;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL of lock and ledger, run by the D1 of the real workerd. */
final class BooksOnWorkerdProcessTest {
    @TempDir
    private Path directory;

    private final WorkerdD1 workerd = new WorkerdD1();
    private final LockTable one = table("one");
    private final LockTable other = table("other");
    private final ReleaseTable releases = new ReleaseTable();

    @Test
    void keepsOutARunWhoseLockSomebodyElseHas() throws Exception {
        RunRow row = RunRow.of(Bookkeeping.run("one", "c1"));
        RunRow ended = RunRow.of(Bookkeeping.run("one", "c1").ended(Outcome.DONE, "live"));
        request(one.create(), releases.create(), one.take(), one.holder());
        request(other.take(), other.holder());
        request(one.guard(1), releases.insert(row, 1), releases.byId("one"));
        request(one.renew(1), one.holder());
        request(one.giveBack(1));
        request(other.take(), other.holder());
        request(one.guard(1), releases.update(ended, 1), releases.byId("one"));
        request(one.renew(1), one.holder());
        request(other.guard(2), releases.update(ended, 2), releases.byId("one"));
        request(releases.open("staging", "shop-staging"));
        request(releases.history("shop-staging", 10));

        JsonNode answers = workerd.answers(directory);

        assertHeldBy(answers.path(0).path("results").path(3), one, 1);
        assertHeldBy(answers.path(1).path("results").path(1), one, 1);
        assertThat(answers.path(2).path("results").path(2)).hasSize(1);
        assertThat(answers.path(3).path("results").path(0)).hasSize(1);
        assertHeldBy(answers.path(5).path("results").path(1), other, 2);
        assertThat(answers.path(6).path("error").asText()).contains("CHECK constraint failed: d4_lease_lost");
        assertThat(answers.path(7).path("results").path(0)).isEmpty();
        JsonNode record = answers.path(8).path("results").path(2).path(0);
        assertThat(record.path("outcome").asText()).isEqualTo("DONE");
        assertThat(record.path("started_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(answers.path(9).path("results").path(0)).isEmpty();
        assertThat(answers.path(10).path("results").path(0)).hasSize(1);
    }

    private static void assertHeldBy(JsonNode rows, LockTable holder, int fence) {
        assertThat(rows.path(0).path("owner").asText()).isEqualTo(holder.owner().text());
        assertThat(rows.path(0).path("fence").asInt()).isEqualTo(fence);
        assertThat(rows.path(0).path("seconds_left").asInt()).isBetween(60, 120);
    }

    private static LockTable table(String runId) {
        return new LockTable("shop-staging", LockOwner.of("mo@laptop", Optional.empty(), runId));
    }

    private void request(SqlStatement... batch) {
        workerd.request(
                "books",
                Stream.of(batch)
                        .map(statement -> new WorkerdD1.Statement(statement.sql(), statement.parameters()))
                        .toList());
    }
}
