package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A production that lacks a part of what staging has. */
final class ReconcilerTest {
    @TempDir
    private Path directory;

    private LiveAccount account;
    private Environment staging;
    private Environment production;

    @BeforeEach
    void start() throws Exception {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
        Database database = account.create("shop-db", directory.resolve("migrations"));
        production = Environments.like(staging, "production", Optional.of("staging"), Map.of("DB", database));
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void addsNothingOfWhatBothHaveAndNotAlikeAndSaysSo() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");

        assertThat(additions())
                .isInstanceOfSatisfying(
                        Reconciliation.Nothing.class,
                        nothing -> assertThat(nothing.left())
                                .extracting(DeltaItem::name)
                                .containsExactly("users.name"));
    }

    @Test
    void takesNothingAwayThatOnlyTheTargetHas() throws Exception {
        runs(production, "CREATE TABLE made_by_hand (id INTEGER PRIMARY KEY)");

        assertThat(additions())
                .isInstanceOfSatisfying(
                        Reconciliation.Nothing.class,
                        nothing -> assertThat(nothing.left()).hasSize(1));
    }

    @Test
    void bringsTablesBeforeColumnsBeforeIndexesBeforeViewsBeforeTriggers() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)");
        runs(staging, "CREATE TRIGGER users_log AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.email); END");
        runs(staging, "CREATE VIEW emails AS SELECT email FROM users");
        runs(staging, "CREATE UNIQUE INDEX users_email ON users (email)");
        runs(staging, "CREATE TABLE log (line TEXT)");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY)");

        Reconciliation.Written written = written(additions());

        assertThat(written.text()).isEqualTo("""
                -- What staging has and production lacks, in shop-db.
                -- It only adds. Written by d4:reconcile from what is live; read it before you commit it.

                -- table log, made by no migration
                CREATE TABLE IF NOT EXISTS log (line TEXT);

                -- column users.email, made by no migration
                ALTER TABLE "users" ADD COLUMN email TEXT;

                -- index users_email, made by no migration
                CREATE UNIQUE INDEX IF NOT EXISTS users_email ON users (email);

                -- view emails, made by no migration
                CREATE VIEW IF NOT EXISTS emails AS SELECT email FROM users;

                -- trigger users_log, made by no migration
                CREATE TRIGGER IF NOT EXISTS users_log AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.email); END;
                """);
        assertThat(written.repeatable()).isFalse();
        runs(production, written.text());
        assertThat(new Auditor(account.api, Optional.empty())
                        .audit(List.of(staging, production))
                        .drift())
                .isZero();
    }

    @Test
    void canBeAppliedWhereAllIsThereAlreadyWhenItAddsNoColumn() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY)");
        runs(staging, "CREATE INDEX users_id ON users (id)");

        Reconciliation.Written written = written(additions());

        assertThat(written.repeatable()).isTrue();
        runs(staging, written.text());
    }

    @Test
    void rebuildsATableWithoutLosingWhatPointsToIt() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");
        for (Environment each : List.of(staging, production)) {
            runs(
                    each,
                    "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users ON DELETE CASCADE)");
        }
        runs(production, "INSERT INTO users VALUES (1, 'a')");
        runs(production, "INSERT INTO orders VALUES (5, 1)");

        Reconciliation.Written written = written(reconciler().rebuild("Users"));

        assertThat(written.notRehearsed())
                .singleElement()
                .asString()
                .startsWith("it fails, and changes nothing, where a row is like that of the canaries: line 10: NOT NULL"
                        + " constraint failed: users.name");

        runs(production, written.text());
        assertThat(new Auditor(account.api, Optional.empty())
                        .audit(List.of(staging, production))
                        .drift())
                .isZero();
        assertThat(runs(production, "SELECT count(*) AS n FROM orders")).contains("\"n\":1");
    }

    @Test
    void rebuildsNoTableThatLacksColumnsForTheFileWouldEmptyThemWhereTheyAre() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER)");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");

        assertThat(reconciler().rebuild("users"))
                .isEqualTo(new Reconciliation.Impossible(
                        "table users of production cannot be rebuilt before it has age",
                        Optional.of("where these columns are already, the file would empty them; bring them first:"
                                + " mvn d4:reconcile -Dd4.environment=production without -Dd4.rebuild")));
    }

    @Test
    void saysWhyATableCannotBeRebuilt() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY)");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");

        assertThat(reconciler().rebuild("users"))
                .isEqualTo(new Reconciliation.Impossible(
                        "table users cannot be rebuilt",
                        Optional.of("the column name would be lost with what it holds")));
        assertThat(reconciler().rebuild("orders"))
                .isEqualTo(new Reconciliation.Impossible(
                        "there is no table orders in what staging has", Optional.empty()));
    }

    @Test
    void saysWhatCouldNotBeTriedWithRows() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY)");
        runs(staging, "CREATE TABLE orders (id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id))");

        assertThat(written(additions()).notRehearsed())
                .containsExactly("orders: it refers to items, which does not exist");
    }

    @Test
    void bringsWhatTheFilesMakeAndNoReleaseBringsAnyMore() throws Exception {
        write("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);");
        write("0002_log.sql", "CREATE TABLE log (id INTEGER PRIMARY KEY);\nCREATE TABLE hits (n INTEGER);");
        write("0003_orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);");
        write("0004_carts.sql", "CREATE TABLE carts (id INTEGER PRIMARY KEY);");
        for (String table : List.of("users", "log", "orders")) {
            runs(production, "CREATE TABLE " + table + " (id INTEGER PRIMARY KEY)");
        }

        Reconciliation.Written written = written(fromFiles().additions());

        assertThat(written.added()).containsExactly("table hits");
        assertThat(written.pending()).containsExactly("0004_carts.sql");
        assertThat(written.repeatable()).isTrue();
        assertThat(written.text())
                .startsWith("-- What the migration files make and production lacks, in shop-db.\n")
                .contains("-- table hits, of 0002_log.sql\nCREATE TABLE IF NOT EXISTS hits (n INTEGER);\n");
    }

    @Test
    void writesNothingOfWhatTheNextReleaseBrings() throws Exception {
        write("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);");
        write("0002_carts.sql", "CREATE TABLE carts (id INTEGER PRIMARY KEY);");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY)");

        assertThat(fromFiles().additions()).isEqualTo(new Reconciliation.Nothing(List.of(), List.of("0002_carts.sql")));
    }

    @Test
    void refusesToGuessWhatFilesEndInThatCannotBeReplayed() throws Exception {
        write("0001_users.sql", "ALTER TABLE nobody ADD COLUMN a TEXT;");

        assertThat(fromFiles().additions())
                .isEqualTo(new Reconciliation.Impossible(
                        "what the migration files end in is not known, because 0001_users.sql fails behind those before it",
                        Optional.of("0001_users.sql:1:1: no such table: nobody: SQLITE_ERROR; mvn d4:lint shows more of"
                                + " it")));
    }

    @Test
    void leavesStubsForAllThatItMustNotDo() throws Exception {
        write("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);");
        write(
                "0002_mail.sql",
                "ALTER TABLE users ADD COLUMN mail TEXT DEFAULT 'none';\n"
                        + "CREATE INDEX users_mail ON users (mail);");
        write("0003_agents.sql", "CREATE TABLE agent_instances (id TEXT PRIMARY KEY, role TEXT, status TEXT);");
        write(
                "0004_orders.sql",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));\n"
                        + "CREATE INDEX orders_user ON orders (user_id);");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, nick TEXT)");
        runs(production, "CREATE TABLE agents (id TEXT PRIMARY KEY, role TEXT, memory TEXT)");
        runs(production, "CREATE TABLE left_over (n INTEGER)");
        runs(production, "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER)");
        runs(production, "CREATE INDEX orders_user ON orders (user_id, id)");
        runs(production, "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
        runs(production, "INSERT INTO d1_migrations (name) VALUES ('0004_orders.sql')");

        String text = written(fromFiles().additions()).text();

        assertThat(text).isEqualTo("""
                -- What the migration files make and production lacks, in shop-db.
                -- It only adds. Written by d4:reconcile from what is live; read it before you commit it.

                -- table agent_instances, of 0003_agents.sql
                CREATE TABLE IF NOT EXISTS agent_instances (id TEXT PRIMARY KEY, role TEXT, status TEXT);

                -- Left to you, because no statement that only adds does it; each with what to begin with:
                --   table agents: production has it, and the other one lacks it; nothing is taken away by d4
                --     it may be agent_instances under another name: 2 columns are alike. If so, in every environment:
                --     CREATE TABLE IF NOT EXISTS "agents" ("id", "role", "memory");
                --     INSERT INTO "agent_instances" ("id", "role") SELECT "id", "role" FROM "agents";
                --     DROP TABLE "agents";
                --     only agent_instances has status
                --     only agents has memory
                --   table left_over: production has it, and the other one lacks it; nothing is taken away by d4
                --     DROP TABLE IF EXISTS "left_over";
                --   foreign key orders (user_id): SQLite cannot add a foreign key to a table that exists: a migration must rebuild it
                --     mvn d4:reconcile -Dd4.environment=production -Dd4.from=files -Dd4.rebuild=orders
                --   index orders_user: both have it, and not alike: a migration must rebuild one of them
                --     DROP INDEX IF EXISTS "orders_user";
                --     CREATE INDEX orders_user ON orders (user_id);
                --   column users.name: both have it, and not alike: a migration must rebuild one of them
                --     mvn d4:reconcile -Dd4.environment=production -Dd4.from=files -Dd4.rebuild=users
                --   column users.nick: production has it, and the other one lacks it; nothing is taken away by d4
                --     ALTER TABLE "users" DROP COLUMN "nick";
                --   column users.mail: 0002_mail.sql makes it, and SQLite has no ADD COLUMN IF NOT EXISTS: no second file can
                --     once, by hand, and then mvn d4:baseline -Dd4.environment=production:
                --     npx wrangler d1 execute shop-db --remote --command 'ALTER TABLE "users" ADD COLUMN mail TEXT DEFAULT '\\''none'\\'''
                --   index users_mail: it rests on what is left: no such column: mail at offset 48: SQLITE_ERROR
                --     DROP INDEX IF EXISTS "users_mail";
                --     CREATE INDEX users_mail ON users (mail);
                """);
        runs(production, text);
    }

    @Test
    void saysWhichDatabaseCouldNotBeRead() {
        account.answers(
                "POST",
                "/d1/database/{database}/query",
                1,
                400,
                "{\"success\":false,\"errors\":[{\"code\":7400,\"message\":\"not for you\"}],\"messages\":[],\"result\":null}");

        assertThat(additions())
                .isInstanceOfSatisfying(
                        Reconciliation.Impossible.class,
                        impossible ->
                                assertThat(impossible.details().orElseThrow()).contains("not for you"));
    }

    private static Reconciliation.Written written(Reconciliation reconciliation) {
        assertThat(reconciliation).isInstanceOf(Reconciliation.Written.class);
        return (Reconciliation.Written) reconciliation;
    }

    private Reconciler fromFiles() {
        return new Reconciler("DB", new WantedSchema.Files(), production, account.api);
    }

    private void write(String name, String sql) throws IOException {
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(migrations.resolve(name), sql);
    }

    private Reconciliation additions() {
        return reconciler().additions();
    }

    private Reconciler reconciler() {
        return new Reconciler("DB", new WantedSchema.Live(staging), production, account.api);
    }

    private String runs(Environment environment, String sql) throws Exception {
        String id = environment.databases().values().iterator().next().id();
        String body = "{\"sql\":" + new TextNode(sql) + "}";
        return account.others
                .call("POST", "/d1/database/" + id + "/query", body)
                .result()
                .toString();
    }
}
