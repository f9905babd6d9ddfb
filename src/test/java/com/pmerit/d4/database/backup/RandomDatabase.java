package com.pmerit.d4.database.backup;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A database of every kind of table, filled with hostile values out of a seed: the statements that make it, each short enough
 * for one request.
 */
final class RandomDatabase {
    private static final List<String> TEXTS = List.of(
            "''",
            "'plain'",
            "'it''s'",
            "'@text50000'",
            "'a literal \\n beside ' || char(10) || ' a newline'",
            "char(13, 10, 9, 0, 127)",
            "'before' || char(0) || 'after'",
            "char(0)",
            "'ü € 😀 ' || char(0x2028) || char(0xFEFF)",
            "CAST(X'ff00fe41' AS TEXT)",
            "CAST(X'f09f98' AS TEXT)",
            "'); DROP TABLE x; --'",
            "'X''00'''",
            "'CAST(X''41'' AS TEXT)'",
            "'NULL'",
            "replace(hex(zeroblob(30000)), '00', 'line' || char(10))",
            "replace(hex(zeroblob(20100)), '0', '''')");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "9e999",
            "-9e999",
            "0.1",
            "1e308",
            "5e-324",
            "2.2250738585072014e-308",
            "3.141592653589793",
            "123456789012345680.0");
    private static final List<String> BLOBS = List.of(
            "X''",
            "X'00'",
            "X'0aff0d00'",
            "zeroblob(45000)",
            "CAST(replace(hex(zeroblob(400000)), '00', 'ab') AS BLOB)");

    private final Random random;
    private final List<String> statements = new ArrayList<>();

    RandomDatabase(long seed) {
        this.random = new Random(seed);
    }

    /** The statements, schema and rows mixed as they come about in a project. */
    List<String> statements() {
        plain();
        keyed();
        related();
        wide();
        fullText();
        programs();
        return List.copyOf(statements);
    }

    private void plain() {
        add("CREATE TABLE anything (a, b TEXT, c BLOB, d REAL, e INTEGER, f NUMERIC, \"odd \"\"name\" ANY) -- no key");
        add("CREATE TABLE \"sel ect\" (\"rowid\" TEXT, \"group\" TEXT DEFAULT 'x')");
        add("CREATE TABLE empty (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT)");
        times(12, () -> add("INSERT INTO anything VALUES (" + values(7) + ")"));
        add("DELETE FROM anything WHERE rowid % 3 = 1");
        times(4, () -> add("INSERT INTO \"sel ect\" VALUES (" + text() + ", " + text() + ")"));
        add("INSERT INTO empty (b) VALUES ('gone')");
        add("DELETE FROM empty");
    }

    private void keyed() {
        add("CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, a, half INTEGER AS (id / 2) STORED,"
                + " loud TEXT GENERATED ALWAYS AS (upper(a)) VIRTUAL, CHECK (id > 0))");
        add("CREATE TABLE backwards (id INTEGER PRIMARY KEY DESC, a)");
        add("CREATE TABLE strict (id INT NOT NULL, t TEXT, b BLOB, r REAL, x ANY, UNIQUE (id)) STRICT");
        add("CREATE TABLE named (name TEXT COLLATE NOCASE, part BLOB, a, PRIMARY KEY (part DESC, name COLLATE BINARY))"
                + " WITHOUT ROWID");
        times(8, () -> add("INSERT INTO counted (a) VALUES (" + value() + ")"));
        add("DELETE FROM counted WHERE id = (SELECT max(id) FROM counted)");
        add("INSERT INTO counted (id, a) VALUES (9223372036854775806, 'near the end')");
        times(5, () -> add("INSERT OR IGNORE INTO backwards VALUES (" + random.nextInt(1000) + ", " + value() + ")"));
        times(
                6,
                () -> add("INSERT OR IGNORE INTO strict VALUES (" + random.nextInt(100) + ", " + text() + ", " + blob()
                        + ", " + random.nextDouble() + ", " + value() + ")"));
        times(
                9,
                () -> add(
                        "INSERT OR IGNORE INTO named VALUES ('" + (random.nextBoolean() ? "a" : "A") + random.nextInt(4)
                                + "', " + (random.nextBoolean() ? "X'00'" : "char(0) || 'k'") + ", " + value() + ")"));
    }

    private void related() {
        add("CREATE TABLE person (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES person (id) ON DELETE SET NULL,"
                + " home INTEGER REFERENCES house (id) DEFERRABLE INITIALLY DEFERRED)");
        add(
                "CREATE TABLE house (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE)");
        add("INSERT INTO person VALUES (1, NULL, NULL), (2, 9, NULL), (9, 9, NULL)");
        add("INSERT INTO house VALUES (5, 2), (6, 9)");
        add("UPDATE person SET home = 6, boss = 9 WHERE id = 1");
    }

    private void wide() {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column < 100; column++) {
            columns.add("c" + column);
        }
        add("CREATE TABLE wide (id INTEGER PRIMARY KEY, " + String.join(", ", columns) + ")");
        times(3, () -> add("INSERT INTO wide (c1, c50, c99) VALUES (" + values(3) + ")"));
        add("CREATE TABLE many (id INTEGER PRIMARY KEY, a TEXT)");
        add("INSERT INTO many WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                + (480 + random.nextInt(1200)) + ") SELECT i * 7, 'row ' || i FROM n");
    }

    private void fullText() {
        add("CREATE VIRTUAL TABLE search USING fts5(title, \"bo dy\", tokenize = 'porter ascii', prefix = '2 3')");
        add("CREATE TABLE article (id INTEGER PRIMARY KEY, content TEXT)");
        add("CREATE VIRTUAL TABLE elsewhere USING fts5(content, content = 'article', content_rowid = 'id')");
        add("CREATE VIRTUAL TABLE terms USING fts5vocab('search', 'row')");
        add("CREATE TRIGGER article_in AFTER INSERT ON article BEGIN"
                + " INSERT INTO elsewhere (rowid, content) VALUES (new.id, new.content); END");
        times(5, () -> add("INSERT INTO search VALUES (" + text() + ", " + text() + ")"));
        add("DELETE FROM search WHERE rowid = 2");
        add("INSERT INTO search (search, rank) VALUES ('automerge', 4)");
        add("INSERT INTO article (content) VALUES ('one two'), (NULL), ('three')");
    }

    private void programs() {
        add("CREATE INDEX anything_b ON anything (b COLLATE NOCASE DESC, length(c)) WHERE b IS NOT NULL");
        add("CREATE UNIQUE INDEX many_a ON many (a)");
        add("CREATE VIEW later AS SELECT * FROM earlier");
        add("CREATE VIEW earlier AS SELECT id, a FROM many -- a comment at the end");
        add("CREATE TRIGGER \"in stead\" INSTEAD OF INSERT ON later BEGIN INSERT INTO many (a) VALUES (new.a); END");
        add("CREATE TABLE log (at TEXT, what TEXT)");
        add("CREATE TRIGGER noted AFTER INSERT ON many WHEN CASE WHEN new.id > 0 THEN 1 ELSE 0 END BEGIN"
                + " INSERT INTO log VALUES ('now', 'insert; ' || new.a); END");
        add("INSERT INTO later (a) VALUES ('by the view')");
    }

    private void add(String statement) {
        statements.add(statement);
    }

    private void times(int count, Runnable deed) {
        for (int done = 0; done < count; done++) {
            deed.run();
        }
    }

    private String values(int count) {
        List<String> values = new ArrayList<>();
        times(count, () -> values.add(value()));
        return String.join(", ", values);
    }

    private String value() {
        return switch (random.nextInt(6)) {
            case 0 -> "NULL";
            case 1 -> text();
            case 2 -> blob();
            case 3 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 4 -> Long.toString(random.nextLong());
            default ->
                Double.toString(Double.longBitsToDouble(random.nextLong()))
                        .replace("NaN", "0.5")
                        .replace("Infinity", "9e999");
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String blob() {
        if (random.nextInt(3) > 0) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        }
        return BLOBS.get(random.nextInt(BLOBS.size()));
    }
}
