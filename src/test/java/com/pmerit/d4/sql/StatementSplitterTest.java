package com.pmerit.d4.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConnection;

final class StatementSplitterTest {
    private static final String TRIGGER =
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN 1 THEN 2 END; SELECT ';'; END;";
    private static final List<String> FRAGMENTS = List.of(
            "INSERT INTO t VALUES (#, 'a;b');",
            "insert into [t] values (#, '--;''');",
            "CREATE TABLE IF NOT EXISTS \"x;#\" (a, b DEFAULT ';');",
            "CREATE TRIGGER IF NOT EXISTS g# AFTER INSERT ON t BEGIN INSERT INTO log VALUES (CASE WHEN 1 THEN ';end;' END);"
                    + " DELETE FROM log WHERE 0; END;",
            "CREATE/**/TEMP TRIGGER IF NOT EXISTS h# AFTER INSERT ON t BEGIN SELECT 1; END;",
            "CREATE VIEW IF NOT EXISTS `v;#` AS SELECT 'END;' AS [;];",
            "UPDATE t SET b = b || ';' WHERE a = #; ;",
            "-- ; comment # ' \"\n",
            "/* ; # ' */",
            "DELETE FROM t WHERE a = #;");
    private static final List<String> GAPS = List.of("", " ", "\n", "\r\n", "\t", " -- x;\n", "/*;*/", ";");

    @Test
    void cutsAtEachSemicolonAndTellsThePlace() {
        List<SqlStatement> statements = StatementSplitter.split("SELECT 1;\n  SELECT 2 ;SELECT 3");

        assertThat(statements)
                .containsExactly(
                        new SqlStatement("SELECT 1;", 0, 1, 1),
                        new SqlStatement("SELECT 2 ;", 12, 2, 3),
                        new SqlStatement("SELECT 3", 22, 2, 13));
    }

    @Test
    void countsLinesThatEndInCarriageReturnAndNewline() {
        assertThat(StatementSplitter.split("SELECT 1;\r\n\r\nSELECT 2;"))
                .last()
                .isEqualTo(new SqlStatement("SELECT 2;", 13, 3, 1));
    }

    @Test
    void dropsWhatHoldsNoStatement() {
        assertThat(texts("; ;; -- only a comment;\n /* another; */ ;")).isEmpty();
        assertThat(texts("")).isEmpty();
        assertThat(texts("-- head\nSELECT 1; -- tail")).containsExactly("SELECT 1;");
    }

    @Test
    void keepsSemicolonsInsideOfAnyKindOfQuotes() {
        assertThat(texts("SELECT ';' , \";\", `;`, [;], 'a'';b'; SELECT 2"))
                .containsExactly("SELECT ';' , \";\", `;`, [;], 'a'';b';", "SELECT 2");
        assertThat(texts("SELECT 1 -- ; '\n + /* ; ' */ 2; SELECT 3"))
                .containsExactly("SELECT 1 -- ; '\n + /* ; ' */ 2;", "SELECT 3");
    }

    @Test
    void keepsTheBodyOfATriggerTogether() {
        assertThat(texts(TRIGGER + "SELECT 1;")).containsExactly(TRIGGER, "SELECT 1;");
        assertThat(texts(TRIGGER.replace(" TRIGGER", "\r\nTEMP\r\n/* x */TRIGGER") + " SELECT 1"))
                .hasSize(2);
        assertThat(texts("EXPLAIN " + TRIGGER + "SELECT 1")).hasSize(2);
    }

    @Test
    void endsATriggerOnlyAtSemicolonEndSemicolon() {
        assertThat(texts("CREATE TRIGGER g BEGIN SELECT 1; end /* x */ ; SELECT 2"))
                .hasSize(2);
        assertThat(texts("CREATE TRIGGER g BEGIN SELECT 1; endless; SELECT 2; END; SELECT 3"))
                .hasSize(2);
        assertThat(texts("CREATE TRIGGER g BEGIN SELECT 1 END; SELECT 2")).hasSize(1);
    }

    @Test
    void doesNotTakeOtherStatementsForTriggers() {
        assertThat(texts("CREATE TABLE trigger_log (a); SELECT 1")).hasSize(2);
        assertThat(texts("CREATE TABLE \"trigger\" (a); SELECT 1")).hasSize(2);
        assertThat(texts("DROP TRIGGER g; SELECT 1")).hasSize(2);
        assertThat(texts("CREATE 'TRIGGER' x; SELECT 1")).hasSize(2);
    }

    @Test
    void leavesAnUnfinishedTextInOnePiece() {
        assertThat(texts("SELECT 1; SELECT 'open; SELECT 2;")).containsExactly("SELECT 1;", "SELECT 'open; SELECT 2;");
        assertThat(texts("SELECT 1; SELECT 2 /* open; SELECT 3;")).containsExactly("SELECT 1;", "SELECT 2");
    }

    /** SQLite runs the whole text by its own judgement of where each statement ends; the pieces must do the same. */
    @Test
    void agreesWithSqliteOnRandomScripts() throws SQLException {
        Random random = new Random(86_125);
        for (int round = 0; round < 300; round++) {
            String script = randomScript(random);
            assertThat(contentsAfterPieces(script)).as(script).isEqualTo(contentsAfterWhole(script));
        }
    }

    private static String randomScript(Random random) {
        StringBuilder script = new StringBuilder();
        for (int index = 0; index < 8; index++) {
            String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
            script.append(fragment.replace("#", String.valueOf(index)));
            script.append(GAPS.get(random.nextInt(GAPS.size())));
        }
        return script.toString();
    }

    private static List<String> contentsAfterWhole(String script) throws SQLException {
        try (SQLiteConnection connection = prepared()) {
            assertThat(connection.getDatabase()._exec(script)).as(script).isZero();
            return contents(connection);
        }
    }

    private static List<String> contentsAfterPieces(String script) throws SQLException {
        try (SQLiteConnection connection = prepared();
                Statement statement = connection.createStatement()) {
            for (String piece : texts(script)) {
                statement.execute(piece);
            }
            return contents(connection);
        }
    }

    private static SQLiteConnection prepared() throws SQLException {
        SQLiteConnection connection = (SQLiteConnection) DriverManager.getConnection("jdbc:sqlite::memory:");
        assertThat(connection.getDatabase()._exec("CREATE TABLE t (a, b); CREATE TABLE log (x)"))
                .isZero();
        return connection;
    }

    private static List<String> contents(Connection connection) throws SQLException {
        String query = "SELECT name || coalesce(sql, '') FROM sqlite_schema"
                + " UNION ALL SELECT name FROM sqlite_temp_schema"
                + " UNION ALL SELECT a || b FROM t UNION ALL SELECT x FROM log";
        List<String> contents = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                contents.add(rows.getString(1));
            }
        }
        return contents;
    }

    private static List<String> texts(String sql) {
        return StatementSplitter.split(sql).stream().map(SqlStatement::text).toList();
    }
}
