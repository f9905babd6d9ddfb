package com.pmerit.d4.database;

import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The production of the SOP's database audit, made by hand in part: all that the example's 46 files make but four tables and what hangs
 * on them, two of these under other names, three rows of tracking, and eight users.
 */
public final class HandMadeDatabase {
    /** The tables that it lacks. */
    public static final Set<String> MISSING =
            Set.of("agent_instances", "agent_tasks", "secret_access_log", "security_classifications");

    private HandMadeDatabase() {}

    /** What makes it from empty, in order, a request each. */
    public static List<String> statements() throws IOException {
        List<String> all = new ArrayList<>();
        for (MigrationFile file : ExampleMigrations.files()) {
            for (SqlStatement statement : StatementSplitter.split(file.sql())) {
                if (!makesWhatIsMissing(statement.text())) {
                    all.add(statement.text());
                }
            }
        }
        all.add("""
                CREATE TABLE agents (
                  id TEXT PRIMARY KEY,
                  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
                  role TEXT NOT NULL, state TEXT NOT NULL, memory TEXT NOT NULL DEFAULT '{}',
                  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
                CREATE TABLE task_queue (
                  id TEXT PRIMARY KEY,
                  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
                  agent_id TEXT REFERENCES agents (id) ON DELETE SET NULL,
                  priority INTEGER NOT NULL DEFAULT 5, status TEXT NOT NULL DEFAULT 'queued',
                  payload TEXT NOT NULL DEFAULT '{}', queued_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
                CREATE TABLE d1_migrations (
                  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
                  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);
                INSERT INTO d1_migrations (name) VALUES
                  ('0044_incidents.sql'), ('0045_overviews.sql'), ('0046_default_preferences.sql');
                """);
        for (int user = 1; user <= 8; user++) {
            all.add(
                    "INSERT INTO users (id, email, display_name, password_hash) VALUES ('u%1$d', 'u%1$d@example.com', 'U', 'x');"
                                    .formatted(user)
                            + "INSERT INTO projects (id, owner_id, name) VALUES ('p%1$d', 'u%1$d', 'P');"
                                    .formatted(user)
                            + "INSERT INTO messages (project_id, author_id, role, content) VALUES ('p%1$d', 'u%1$d', 'user', 'hello');"
                                    .formatted(user));
        }
        all.add("INSERT INTO agents (id, project_id, role, state) VALUES"
                + " ('a1', 'p1', 'supervisor', 'idle'), ('a2', 'p1', 'worker', 'working'), ('a3', 'p2', 'auditor', 'failed');"
                + " INSERT INTO task_queue (id, project_id, agent_id, status) VALUES ('t1', 'p1', 'a2', 'running'),"
                + " ('t2', 'p1', NULL, 'queued'), ('t3', 'p2', 'a3', 'failed');");
        return all;
    }

    private static boolean makesWhatIsMissing(String statement) {
        List<Token> tokens = Tokenizer.meaningfulTokens(statement);
        for (int index = 1; index < tokens.size(); index++) {
            boolean names = tokens.get(index - 1).isWord("table")
                    || tokens.get(index - 1).isWord("on");
            if (tokens.get(0).isWord("create") && names && index < 12) {
                return MISSING.contains(tokens.get(index).folded());
            }
        }
        return false;
    }
}
