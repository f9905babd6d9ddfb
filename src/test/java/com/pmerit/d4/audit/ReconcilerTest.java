package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import java.io.IOException;
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
        String id = account.others
                .call("POST", "/d1/database", "{\"name\":\"shop-db\"}")
                .result()
                .path("uuid")
                .asText();
        Database database = new Database(
                "shop-db", id, directory.resolve("migrations"), "d1_migrations", Optional.empty(), List.of());
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

        Reconciliation.Written written = (Reconciliation.Written) additions();

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
        assertThat(new Auditor(account.api).audit(List.of(staging, production)).drift())
                .isZero();
    }

    @Test
    void canBeAppliedWhereAllIsThereAlreadyWhenItAddsNoColumn() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY)");
        runs(staging, "CREATE INDEX users_id ON users (id)");

        Reconciliation.Written written = (Reconciliation.Written) additions();

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

        Reconciliation.Written written = (Reconciliation.Written) reconciler().rebuild("Users");

        runs(production, written.text());
        assertThat(new Auditor(account.api).audit(List.of(staging, production)).drift())
                .isZero();
        assertThat(runs(production, "SELECT count(*) AS n FROM orders")).contains("\"n\":1");
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
                .isEqualTo(new Reconciliation.Impossible("staging has no table orders", Optional.empty()));
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

    private Reconciliation additions() {
        return reconciler().additions();
    }

    private Reconciler reconciler() {
        return new Reconciler("DB", staging, production, account.api);
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
