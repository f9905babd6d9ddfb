package com.pmerit.d4.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Migration files as a product writes them over years, the same ones each time: new tables with keys to their parents, indexes,
 * columns, seeds, triggers, views, and now and then a table made anew. A table refers to one of the product's first three
 * tables and to one that is about as old as itself.
 */
public final class GeneratedHistory {
    private static final int SEED = 20_260_401;
    private static final int NEIGHBOURS = 8;
    private static final int ROOTS = 3;

    private final Random random = new Random(SEED);
    private final List<String> tables = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();

    private GeneratedHistory() {}

    /** The texts of so many files. */
    public static List<String> texts(int files) {
        GeneratedHistory history = new GeneratedHistory();
        List<String> texts = new ArrayList<>();
        for (int number = 1; number <= files; number++) {
            texts.add(history.text(number));
        }
        return texts;
    }

    /** Writes so many files into {@code directory/migrations}. */
    public static void write(Path directory, int files) throws IOException {
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        List<String> texts = texts(files);
        for (int number = 1; number <= files; number++) {
            Files.writeString(
                    migrations.resolve(String.format(Locale.ROOT, "%04d_step.sql", number)), texts.get(number - 1));
        }
    }

    /** A script for so many tables, the seventh of which has a title of this type. */
    public static String schema(int tables, String type) {
        GeneratedHistory history = new GeneratedHistory();
        StringBuilder script = new StringBuilder();
        for (int number = 1; number <= tables; number++) {
            String table = history.table("t" + number);
            script.append(number == 7 ? table.replace("title TEXT", "title " + type) : table);
        }
        return script.toString();
    }

    private String text(int number) {
        int kind = number <= ROOTS ? 0 : random.nextInt(20);
        if (kind < 9) {
            return kind < 5 ? table("t" + number) : table("t" + number) + table("u" + number);
        }
        return switch (kind) {
            case 9, 10, 11, 12 -> column(number);
            case 13, 14 -> "CREATE INDEX by_title_" + number + " ON " + near() + " (title, created_at DESC);\n";
            case 15, 16 ->
                "INSERT OR IGNORE INTO " + near() + " (title, state) VALUES ('first of " + number
                        + "', 'open'), ('second of " + number + "', 'closed');\n";
            case 17 ->
                "CREATE VIEW open_" + number + " AS SELECT id, title FROM " + near() + " WHERE state = 'open';\n";
            case 18 -> log("log" + number);
            default -> logs.isEmpty() ? column(number) : rebuild(logs.get(random.nextInt(logs.size())));
        };
    }

    private String table(String name) {
        String parents = "";
        if (!tables.isEmpty()) {
            parents = "  owner_id INTEGER REFERENCES " + tables.get(random.nextInt(Math.min(ROOTS, tables.size())))
                    + " (id) ON DELETE SET NULL,\n  parent_id INTEGER REFERENCES " + near()
                    + " (id) ON DELETE CASCADE,\n";
        }
        String sql = "CREATE TABLE " + name + " (\n  id INTEGER PRIMARY KEY,\n" + parents
                + "  title TEXT NOT NULL DEFAULT '',\n  state TEXT CHECK (state IN ('open', 'closed')),\n"
                + "  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP\n);\n"
                + (parents.isEmpty() ? "" : "CREATE INDEX " + name + "_parent ON " + name + " (parent_id);\n")
                + "CREATE TRIGGER " + name + "_touch AFTER UPDATE ON " + name + " WHEN new.title <> old.title BEGIN\n"
                + "  UPDATE " + name + " SET created_at = CURRENT_TIMESTAMP WHERE id = new.id;\nEND;\n";
        tables.add(name);
        return sql;
    }

    private String column(int number) {
        String name = near();
        String column = "note_" + number;
        return "ALTER TABLE " + name + " ADD COLUMN " + column + " TEXT;\nUPDATE " + name + " SET " + column
                + " = 'none' WHERE " + column + " IS NULL;\n";
    }

    private String log(String name) {
        logs.add(name);
        return log(name, "");
    }

    private static String log(String name, String more) {
        return "CREATE TABLE " + name + " (\n  id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
                + "  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),\n  words TEXT NOT NULL" + more + "\n);\n";
    }

    /** The table and its rows in a table of the same form: what a team does to change a check, say. */
    private static String rebuild(String name) {
        String anew = name + "_new";
        return log(anew, " CHECK (length(words) < 10000)") + "INSERT INTO " + anew
                + " (id, level, words) SELECT id, level, words FROM " + name + ";\nDROP TABLE " + name
                + ";\nALTER TABLE " + anew + " RENAME TO " + name + ";\n";
    }

    /** A table of about the same age. */
    private String near() {
        return tables.get(tables.size() - 1 - random.nextInt(Math.min(NEIGHBOURS, tables.size())));
    }
}
