package com.pmerit.d4.database.rebuild;

import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table with rows in it and around it that is to get another definition.
 *
 * @param table its name
 * @param before its definition
 * @param after what it is to be
 * @param around what else there is, rows and all
 * @param tables those whose rows must stay, with the columns that tell
 */
record RebuildCase(String name, String table, String before, String after, String around, List<String> tables) {
    private static final List<String> ACTIONS = List.of("CASCADE", "SET NULL", "RESTRICT", "NO ACTION", "SET DEFAULT");
    private static final String BEFORE = "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)";
    private static final String AFTER =
            "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''))";
    private static final String PARENTS = "INSERT INTO parent (id, name) VALUES (1, 'a'), (2, 'b'), (7, 'c');";

    /** All of them. */
    static List<RebuildCase> all() {
        return Stream.concat(ACTIONS.stream().flatMap(RebuildCase::withAction), oddities())
                .toList();
    }

    /** Statements that make the case. */
    List<String> made() {
        return statements(before + ";" + around);
    }

    /** Statements that make the schema as it is to be, rows and all. */
    List<String> wanted() {
        return statements(after + ";" + around);
    }

    /** A query for each table whose rows must stay. */
    List<String> looks() {
        return tables.stream().map(each -> "SELECT " + each).toList();
    }

    /** What people do by hand. */
    List<String> naive() {
        String renamed = "parent_new";
        return List.of(
                "PRAGMA defer_foreign_keys = ON",
                after.replaceFirst("parent", renamed),
                "INSERT INTO " + renamed + " SELECT * FROM parent",
                "DROP TABLE parent",
                "ALTER TABLE " + renamed + " RENAME TO parent");
    }

    /** Whether the naive rebuild is known to change rows of others. */
    boolean isNaivelyLost() {
        return name.startsWith("one level, CASCADE")
                || name.startsWith("one level, SET NULL")
                || name.startsWith("one level, SET DEFAULT")
                || name.startsWith("three levels, CASCADE");
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<RebuildCase> withAction(String action) {
        String on = " ON DELETE " + action;
        return Stream.of(
                new RebuildCase(
                        "one level, " + action,
                        "parent",
                        BEFORE,
                        AFTER,
                        PARENTS + """
                        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER DEFAULT 7 REFERENCES parent (id)%1$s, note TEXT);
                        CREATE INDEX child_by_parent ON child (parent_id);
                        INSERT INTO child VALUES (1, 1, 'x'), (2, 1, NULL), (3, 2, 'y'), (4, NULL, 'free');
                        """.formatted(on),
                        List.of("id, name FROM parent ORDER BY id", "id, parent_id, note FROM child ORDER BY id")),
                new RebuildCase(
                        "three levels, " + action,
                        "parent",
                        BEFORE,
                        AFTER,
                        PARENTS + """
                        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER DEFAULT 7 REFERENCES parent (id)%1$s);
                        CREATE TABLE grandchild (id INTEGER PRIMARY KEY, child_id INTEGER DEFAULT 1 REFERENCES child (id)%1$s);
                        CREATE TABLE great (id INTEGER PRIMARY KEY, grandchild_id INTEGER DEFAULT 1 REFERENCES grandchild (id)%1$s,
                          parent_id INTEGER DEFAULT 7 REFERENCES parent%1$s);
                        INSERT INTO child VALUES (1, 1), (2, 1), (3, 2);
                        INSERT INTO grandchild VALUES (1, 1), (2, 3), (3, 3);
                        INSERT INTO great VALUES (1, 1, 2), (2, 2, 1), (3, 2, NULL);
                        """.formatted(on),
                        List.of(
                                "id, name FROM parent ORDER BY id",
                                "id, parent_id FROM child ORDER BY id",
                                "id, child_id FROM grandchild ORDER BY id",
                                "id, grandchild_id, parent_id FROM great ORDER BY id")),
                new RebuildCase(
                        "a reference to itself, " + action,
                        "parent",
                        "CREATE TABLE parent (id INTEGER PRIMARY KEY, above INTEGER DEFAULT 1 REFERENCES parent (id)"
                                + on + ")",
                        "CREATE TABLE parent (id INTEGER PRIMARY KEY, above INTEGER DEFAULT 1 REFERENCES parent (id)"
                                + on + ", depth INTEGER NOT NULL DEFAULT 0)",
                        """
                        INSERT INTO parent (id, above) VALUES (1, NULL), (2, 1), (3, 2), (4, 4);
                        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER DEFAULT 1 REFERENCES parent (id)%1$s);
                        INSERT INTO child VALUES (1, 3), (2, 4);
                        """.formatted(on),
                        List.of("id, above FROM parent ORDER BY id", "id, parent_id FROM child ORDER BY id")),
                new RebuildCase(
                        "a circle, " + action,
                        "parent",
                        "CREATE TABLE parent (id INTEGER PRIMARY KEY, favourite INTEGER DEFAULT 1 REFERENCES child (id)"
                                + on + ")",
                        "CREATE TABLE parent (id INTEGER PRIMARY KEY, favourite INTEGER DEFAULT 1 REFERENCES child (id)"
                                + on + ", name TEXT DEFAULT 'none')",
                        """
                        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER DEFAULT 1 REFERENCES parent (id)%1$s);
                        INSERT INTO parent (id, favourite) VALUES (1, NULL), (2, NULL);
                        INSERT INTO child VALUES (1, 1), (2, 2);
                        UPDATE parent SET favourite = 3 - id;
                        """.formatted(on),
                        List.of("id, favourite FROM parent ORDER BY id", "id, parent_id FROM child ORDER BY id")));
    }

    private static Stream<RebuildCase> oddities() {
        return Stream.of(
                new RebuildCase(
                        "an id is never used again",
                        "parent",
                        "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)",
                        "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL)",
                        """
                        CREATE TABLE child (id INTEGER PRIMARY KEY AUTOINCREMENT, parent_id INTEGER REFERENCES parent ON DELETE CASCADE);
                        INSERT INTO parent (id, name) VALUES (1, 'a'), (90, 'b');
                        INSERT INTO child VALUES (5, 1), (80, 1);
                        DELETE FROM parent WHERE id = 90;
                        DELETE FROM child WHERE id = 80;
                        """,
                        List.of(
                                "id, name FROM parent",
                                "id, parent_id FROM child",
                                "name, seq FROM sqlite_sequence ORDER BY name")),
                new RebuildCase(
                        "triggers that would speak",
                        "parent",
                        BEFORE,
                        AFTER,
                        PARENTS + """
                        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent ON DELETE CASCADE);
                        CREATE TABLE log (line TEXT);
                        CREATE TRIGGER child_gone AFTER DELETE ON child BEGIN INSERT INTO log VALUES ('gone ' || old.id); END;
                        CREATE TRIGGER child_come AFTER INSERT ON child BEGIN INSERT INTO log VALUES ('come ' || new.id); END;
                        CREATE TRIGGER parent_gone BEFORE DELETE ON parent BEGIN INSERT INTO log VALUES ('parent'); END;
                        CREATE VIEW named AS SELECT child.id, name FROM child JOIN parent ON parent.id = parent_id;
                        INSERT INTO child VALUES (1, 1), (2, 7);
                        """,
                        List.of(
                                "id, name FROM parent ORDER BY id",
                                "id, parent_id FROM child ORDER BY id",
                                "line FROM log ORDER BY rowid",
                                "id, name FROM named ORDER BY id")),
                new RebuildCase(
                        "names, types and rows of all kinds",
                        "odd \"parent\"",
                        "CREATE TABLE \"odd \"\"parent\"\"\" (\"select\" TEXT PRIMARY KEY, [b c], whole NUMERIC)",
                        "CREATE TABLE \"odd \"\"parent\"\"\" (\"select\" TEXT PRIMARY KEY NOT NULL, [b c] BLOB, whole NUMERIC)",
                        """
                        CREATE TABLE pair (a TEXT, b INTEGER, c TEXT REFERENCES "odd \""parent\""" ON DELETE CASCADE,
                          twice INTEGER GENERATED ALWAYS AS (b * 2) STORED, PRIMARY KEY (a, b)) WITHOUT ROWID;
                        CREATE TABLE leaf (x TEXT, y INTEGER, v, FOREIGN KEY (x, y) REFERENCES pair (a, b) ON DELETE SET NULL);
                        INSERT INTO "odd \""parent\""" VALUES ('k', x'00ff', 9223372036854775807), ('l', 1.5, '12'), ('m', NULL, -0.1);
                        INSERT INTO pair (a, b, c) VALUES ('p', 1, 'k'), ('p', 2, 'l'), ('q', 1, NULL);
                        INSERT INTO leaf VALUES ('p', 1, 'line' || char(10) || '\\n'), ('p', 2, x''), (NULL, 5, 1e300), ('p', 2, x'');
                        DELETE FROM leaf WHERE rowid = 1;
                        INSERT INTO leaf (rowid, x, y, v) VALUES (9, 'q', 1, 'kept number');
                        """,
                        List.of(
                                "rowid, quote(\"select\"), quote([b c]), quote(whole), typeof(whole) FROM \"odd \"\"parent\"\"\" ORDER BY rowid",
                                "a, b, c, twice FROM pair",
                                "rowid, quote(x), quote(y), quote(v) FROM leaf ORDER BY rowid")));
    }

    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        for (SqlStatement statement : StatementSplitter.split(script)) {
            statements.add(statement.text());
        }
        return statements;
    }
}
