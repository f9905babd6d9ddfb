package com.pmerit.d4.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statements end, and tokens are, where SQLite itself says so: by {@code sqlite3_complete}, by what its compiler leaves
 * over, and by how it spells the token that it complains about.
 */
final class SqliteJudgementProcessTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STATEMENTS = 100_000;
    private static final List<String> HOSTILE = List.of(
            "",
            ";",
            ";;;",
            "\uFEFF",
            "\uFEFFCREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; SELECT 2;",
            "CREATE\uFEFF TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; SELECT 2;",
            "CREATE \u000BTRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; SELECT 2;",
            "CREATE\u000BTRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; SELECT 2;",
            "SELECT 1;\0SELECT 2;",
            "SELECT '\0;'; SELECT 2;",
            "SELECT 1; /*",
            "SELECT 1 /*; */; SELECT 2; /* open",
            "SELECT 1; -- no newline;",
            "/*/ ; SELECT 1;",
            "EXPLAIN :CREATE TRIGGER g BEGIN a; b; END;",
            "EXPLAIN ?1CREATE TRIGGER g BEGIN a; b; END;",
            "EXPLAIN 1.CREATE TRIGGER g BEGIN a; b; END;",
            "EXPLAIN QUERY PLAN CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; SELECT 1;",
            "EXPLAIN EXPLAIN SELECT 1; CREATE CREATE TRIGGER g BEGIN a; END; b;",
            "CREATE TEMP TEMPORARY TRIGGER g BEGIN a; END; b;",
            "CREATE TRIGGER g BEGIN a;;;END;END;",
            "CREATE TRIGGER g BEGIN a; :end; b; 1end; c; $end; d; end ;",
            "CREATE TRIGGER g BEGIN a; END x; END; b;",
            "CREATE TRIGGER g AFTER UPDATE ON t BEGIN UPDATE t SET a=CASE WHEN 1 THEN 2 END; END; SELECT 1;",
            "CREATE TRIGGER g AFTER UPDATE ON t BEGIN UPDATE t SET a=CASE(1)WHEN(1)THEN(2)END;END; SELECT 1;",
            "CREATE TRIGGER g\r\nAFTER UPDATE ON t\r\nBEGIN\r\nSELECT 1;\r\nEND;\r\nSELECT 1;\r\n",
            "CREATE TRIGGER g BEGIN SELECT 1 END; SELECT 2;",
            "CREATE 'TRIGGER' g; SELECT 1;",
            "CREATE TABLE trigger_log (a); DROP TRIGGER g; SELECT [a;b] FROM \"x;y\";",
            "SELECT 'a;' 'b;' \"c;\" `d;` [e;];",
            "BEGIN; SELECT 1; END; COMMIT;",
            "SELECT x'3b; '; SELECT x'3B';",
            "SELECT 'unclosed; SELECT 1;",
            "SELECT [unclosed; SELECT 1;",
            "SELECT $a::b(c), @x::y, #1;",
            "\u00A0CREATE TRIGGER g BEGIN a; END; b;",
            "crEATe tRIGGER é AFTER INSERT ON t BEGIN SELECT '𝄞;'; eND; SELECT 1;");

    @TempDir
    private Path directory;

    @Test
    void endsEveryStatementWhereSqliteDoes() throws Exception {
        RandomSql random = new RandomSql(20_261_122);
        List<String> scripts = new ArrayList<>(HOSTILE);
        for (int script = 0; script < STATEMENTS / 10; script++) {
            scripts.add(random.script(11));
        }

        List<JsonNode> answers =
                ask(scripts.stream().map(SqliteJudgementProcessTest::question).toList());

        List<String> faults = new ArrayList<>();
        int ends = 0;
        int compiled = 0;
        for (int index = 0; index < scripts.size(); index++) {
            ends += answers.get(index).get("ends").size();
            compiled += answers.get(index).get("compiled").size();
            new Comparison(scripts.get(index), answers.get(index)).addTo(faults);
        }
        assertThat(faults).isEmpty();
        assertThat(ends).isGreaterThan(STATEMENTS);
        assertThat(compiled).as("statements that SQLite compiled").isGreaterThan(STATEMENTS / 2);
    }

    @Test
    void cutsEveryTokenWhereSqliteDoes() throws Exception {
        RandomSql random = new RandomSql(20_261_123);
        List<String> texts = new ArrayList<>(HOSTILE);
        for (int text = 0; text < 4_000; text++) {
            texts.add(text % 2 == 0 ? random.soup(12) : random.script(1));
        }
        List<ObjectNode> questions = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (String text : texts) {
            ObjectNode question = question(text);
            expected.add(complaints(text, question.putArray("at")));
            questions.add(question);
        }

        List<JsonNode> answers = ask(questions);

        List<String> faults = new ArrayList<>();
        int tokens = 0;
        for (int index = 0; index < texts.size(); index++) {
            List<String> words = new ArrayList<>();
            answers.get(index).path("words").forEach(each -> words.add(each.textValue()));
            tokens += expected.get(index).size();
            if (!expected.get(index).isEmpty() && !words.equals(expected.get(index))) {
                faults.add(shown(texts.get(index)) + "\n  SQLite " + words + "\n  ours   " + expected.get(index));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tokens).isGreaterThan(40_000);
    }

    /** What SQLite must say about each token, asked where the one before it ends. */
    private static List<String> complaints(String text, ArrayNode at) {
        List<String> complaints = new ArrayList<>();
        int behind = 0;
        for (Token token : Tokenizer.meaningfulTokens(text)) {
            if (token.text().indexOf('\0') >= 0
                    || text.substring(0, token.offset()).indexOf('\0') >= 0) {
                break;
            }
            if (!token.isOperator(";")) {
                at.add(behind);
                complaints.add(
                        token.kind() == TokenKind.ILLEGAL
                                ? "unrecognized token: \"" + token.text() + '"'
                                : "near \"" + token.text() + "\": syntax error");
            }
            behind = token.end();
        }
        return complaints;
    }

    /** One text, as both of them cut it. */
    private record Comparison(String sql, JsonNode answer) {
        void addTo(List<String> faults) {
            int readable = sql.indexOf('\0') < 0 ? sql.length() : sql.indexOf('\0');
            List<Integer> theirs = new ArrayList<>();
            answer.get("ends").forEach(end -> theirs.add(end.intValue()));
            List<Integer> ours = new ArrayList<>();
            List<SqlStatement> pieces = StatementSplitter.split(sql);
            pieces.stream().map(Comparison::end).filter(end -> end <= readable).forEach(ours::add);
            boolean rest = answer.get("rest").booleanValue();
            boolean openEnd = rest && ours.size() == pieces.size() && !ours.isEmpty();
            List<Integer> complete = openEnd ? ours.subList(0, ours.size() - 1) : ours;
            if (!complete.equals(theirs)) {
                faults.add(shown(sql) + "\n  sqlite3_complete " + theirs + ", rest " + rest + "\n  ours " + ours);
            }
            for (JsonNode span : answer.get("compiled")) {
                int from = span.get(0).intValue();
                int to = span.get(1).intValue();
                boolean last = to >= readable;
                long inside =
                        ours.stream().filter(end -> end > from && end <= to).count();
                boolean cutByNul = last && readable < sql.length();
                if ((!last && !ours.contains(to)) || (inside != 1 && !cutByNul)) {
                    faults.add(shown(sql) + "\n  SQLite compiled " + from + " to " + to + "\n  ours " + ours);
                }
            }
        }

        private static int end(SqlStatement statement) {
            return statement.offset() + statement.text().length();
        }
    }

    private static ObjectNode question(String sql) {
        return JSON.createObjectNode().put("sql", sql);
    }

    private static String shown(String sql) {
        return JSON.getNodeFactory().textNode(sql).toString();
    }

    private List<JsonNode> ask(List<ObjectNode> questions) throws IOException, InterruptedException {
        Path input = directory.resolve("questions.ndjson");
        Files.write(input, questions.stream().map(ObjectNode::toString).toList());
        Path output = directory.resolve("answers.ndjson");
        Path errors = directory.resolve("errors.txt");
        Process node = new ProcessBuilder("node", "src/test/node/statement-ends.mjs")
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(node.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).as(Files.readString(errors)).isZero();
        } finally {
            node.destroyForcibly();
        }
        List<JsonNode> answers = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            answers.add(JSON.readTree(line));
        }
        assertThat(answers).hasSameSizeAs(questions);
        return answers;
    }
}
