package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.contract.Database;

/** The statements about wrangler's table of applied migrations, which d4 shares with wrangler. */
final class TrackingTable {
    private final String table;
    private final String quoted;

    TrackingTable(Database database) {
        this.table = database.migrationsTable();
        this.quoted = '"' + table.replace("\"", "\"\"") + '"';
    }

    String name() {
        return table;
    }

    String quoted() {
        return quoted;
    }

    SqlStatement create() {
        return SqlStatement.of("CREATE TABLE IF NOT EXISTS " + quoted
                + " (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,"
                + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)");
    }

    /** Whether the table is there, and how many others are; Cloudflare's, SQLite's and d4's own do not count. */
    SqlStatement tables() {
        return SqlStatement.of("SELECT count(*) FILTER (WHERE name = ?1) AS tracked, count(*) FILTER (WHERE name <> ?1"
                        + " AND substr(name, 1, 4) <> '_cf_' AND substr(name, 1, 7) <> 'sqlite_'"
                        + " AND substr(name, 1, 3) <> 'd4_') AS others FROM sqlite_master WHERE type = 'table'")
                .bind(table);
    }

    SqlStatement names() {
        return SqlStatement.of("SELECT name FROM " + quoted + " ORDER BY id");
    }

    /** How many unique indexes stand on the name alone; hand-made tables lack one. */
    SqlStatement uniqueNames() {
        return SqlStatement.of("SELECT count(*) AS guards FROM pragma_index_list(?) AS list WHERE list.\"unique\" = 1"
                        + " AND list.partial = 0 AND (SELECT group_concat(info.name) FROM pragma_index_info(list.name) AS info)"
                        + " = 'name'")
                .bind(table);
    }

    SqlStatement record(MigrationName migration) {
        return SqlStatement.of("INSERT INTO " + quoted + " (name) VALUES (?)").bind(migration.text());
    }
}
