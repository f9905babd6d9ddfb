package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabasesTest {
    private static final String PATH = "/client/v4/accounts/" + ApiUnderTest.ACCOUNT + "/d1/database/db-1";

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void sendsStatementsAsOneBatchWithTheirParameters() {
        String element =
                "{\"results\":[{\"id\":1,\"name\":\"x\"}],\"success\":true,\"meta\":{\"duration\":0.5,\"rows_read\":1}}";
        it.server.answers(Answers.ok("[" + element + "," + element + "]"));
        SqlStatement second = SqlStatement.of("SELECT ?, ?, ?, ?")
                .bind("it's")
                .bind(7)
                .bind(1.5)
                .bindNull();

        List<StatementResult> results = it.account
                .databases()
                .read("db-1", List.of(SqlStatement.of("SELECT 1"), second))
                .orElseThrow();

        assertThat(it.server.only().target()).isEqualTo(PATH + "/query");
        assertThat(it.server.only().header("content-type")).startsWith("application/json");
        assertThat(it.server.only().body())
                .isEqualTo("{\"batch\":[{\"sql\":\"SELECT 1\",\"params\":[]},"
                        + "{\"sql\":\"SELECT ?, ?, ?, ?\",\"params\":[\"it's\",7,1.5,null]}]}");
        assertThat(results).hasSize(2);
        assertThat(results.get(0).rows().get(0))
                .extractingByKey("name")
                .extracting(JsonNode::textValue)
                .isEqualTo("x");
        assertThat(results.get(0).meta().durationMillis()).isEqualTo(0.5);
    }

    @Test
    void keepsColumnsOfTheSameNameInRawResults() {
        it.server.answers(
                Answers.ok(
                        "[{\"results\":{\"columns\":[\"id\",\"id\"],\"rows\":[[1,2],[3,null]]},\"success\":true,\"meta\":{}}]"));

        RawStatementResult result = it.account
                .databases()
                .readPrivately("db-1", List.of(SqlStatement.of("SELECT 1")))
                .orElseThrow()
                .get(0);

        assertThat(it.server.only().target()).isEqualTo(PATH + "/raw");
        assertThat(result.columns()).containsExactly("id", "id");
        assertThat(result.rows()).extracting(row -> row.get(1).toString()).containsExactly("2", "null");
    }

    @Test
    void refusesARowThatDoesNotFitItsColumns() {
        it.server.answers(
                Answers.ok("[{\"results\":{\"columns\":[\"a\"],\"rows\":[[1,2]]},\"success\":true,\"meta\":{}}]"));
        assertThat(failureOf(it.account.databases().readPrivately("db-1", List.of(SqlStatement.of("SELECT 1")))))
                .isInstanceOf(ApiFailure.Malformed.class);
    }

    @Test
    void noticesAStatementThatFailedInsideASuccess() {
        it.server.answers(Answers.ok("[{\"results\":[],\"success\":true,\"meta\":{}},"
                + "{\"success\":false,\"error\":\"UNIQUE constraint failed: SQLITE_CONSTRAINT\"}]"));

        ApiFailure failure = failureOf(it.account
                .databases()
                .write("db-1", List.of(SqlStatement.of("INSERT 1"), SqlStatement.of("INSERT 1"))));

        assertThat(failure).isInstanceOf(ApiFailure.StatementFailed.class);
        assertThat(failure.message())
                .contains("statement 2 failed: UNIQUE constraint failed: SQLITE_CONSTRAINT", "D1 database db-1");
    }

    @Test
    void noticesThatNotEveryStatementHasAResult() {
        String one = "[{\"results\":[],\"success\":true,\"meta\":{}}]";
        it.server.answers(Answers.ok(one), Answers.ok(one));
        List<SqlStatement> two = List.of(SqlStatement.of("SELECT 1"), SqlStatement.of("SELECT 2"));

        assertThat(failureOf(it.account.databases().read("db-1", two)).message())
                .contains("1 results for 2 statements");
        assertThat(failureOf(it.account.databases().write("db-1", two))).isInstanceOf(ApiFailure.OutcomeUnknown.class);
    }

    @Test
    void readsBookmarksAndRestores() {
        it.server.answers(
                Answers.ok("{\"bookmark\":\"b-now\"}"),
                Answers.ok("{\"bookmark\":\"b-then\"}"),
                Answers.ok("{\"bookmark\":\"b-then\",\"previous_bookmark\":\"b-now\",\"message\":\"done\"}"));

        assertThat(it.account.timeTravel().bookmark("db-1").orElseThrow()).isEqualTo("b-now");
        assertThat(it.account
                        .timeTravel()
                        .bookmarkAt("db-1", Instant.parse("2026-11-21T08:00:00Z"))
                        .orElseThrow())
                .isEqualTo("b-then");
        assertThat(it.account
                        .timeTravel()
                        .restore("db-1", "b then")
                        .orElseThrow()
                        .previousBookmark())
                .isEqualTo("b-now");
        assertThat(it.server.received())
                .extracting(request -> request.method() + " " + request.target())
                .containsExactly(
                        "GET " + PATH + "/time_travel/bookmark",
                        "GET " + PATH + "/time_travel/bookmark?timestamp=2026-11-21T08%3A00%3A00Z",
                        "POST " + PATH + "/time_travel/restore?bookmark=b%20then");
    }

    @Test
    void keepsNamesWithSlashesInsideTheirSegment() {
        it.server.answers(Answers.refused(404, 7404, "no"));
        it.account.databases().get("../../zones?x=1#y");
        assertThat(it.server.only().target()).endsWith("/d1/database/..%2F..%2Fzones%3Fx%3D1%23y");
        assertThatThrownBy(() -> it.account.databases().get("..")).isInstanceOf(IllegalArgumentException.class);
    }
}
