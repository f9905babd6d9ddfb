package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.audit.WantedSchema;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What d4:reconcile makes of an environment with two databases: users are in the one, a log is in the other. */
final class ReconcileRunTest {
    @TempDir
    private Path directory;

    private LiveAccount account;
    private Environment staging;
    private Environment production;

    @BeforeEach
    void start() throws Exception {
        account = new LiveAccount(directory.resolve("state"));
        staging = environment("staging", Optional.empty());
        production = environment("production", Optional.of("staging"));
        runs(staging, "DB", "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        runs(production, "DB", "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");
        runs(staging, "LOG", "CREATE TABLE log (line TEXT)");
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void rebuildsATableOfTheDatabaseThatIsNamedAndLeavesTheOtherOneAlone() throws Exception {
        List<String> lines = run(Optional.of("users"), Optional.of("DB"));

        assertThat(lines).first().asString().startsWith(" done DB  ").endsWith("0001_rebuild_users.sql");
        assertThat(directory.resolve("LOG")).doesNotExist();
    }

    @Test
    void asksWhichDatabaseHoldsTheTableThatIsToBeRebuilt() {
        assertThatThrownBy(() -> run(Optional.of("users"), Optional.empty()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll("nothing says which database of production is meant", "DB (", "LOG (");
        assertThat(directory.resolve("DB")).doesNotExist();
    }

    @Test
    void namesTheDatabaseInTheCommandThatRebuildsWhatCannotBeAdded() throws Exception {
        runs(staging, "DB", "CREATE TABLE extra (id INTEGER)");

        List<String> lines = run(Optional.empty(), Optional.of("production-db"));

        assertThat(lines).first().asString().startsWith(" done DB  ");
        assertThat(directory.resolve("DB/0001_reconcile_production.sql"))
                .content()
                .contains("mvn d4:reconcile -Dd4.environment=production -Dd4.database=production-db -Dd4.from=staging"
                        + " -Dd4.rebuild=users");
    }

    @Test
    void writesAFileForEachDatabaseThatLacksSomething() throws Exception {
        List<String> lines = run(Optional.empty(), Optional.empty());

        assertThat(lines).contains(" same DB  production lacks nothing that can be added");
        assertThat(directory.resolve("LOG/0001_reconcile_production.sql"))
                .content()
                .contains("CREATE TABLE IF NOT EXISTS log (line TEXT);");
    }

    private List<String> run(Optional<String> rebuilt, Optional<String> named) throws Exception {
        return new ReconcileRun(new WantedSchema.Live(staging), production, account.api).run(rebuilt, named);
    }

    private Environment environment(String name, Optional<String> after) throws Exception {
        return Environments.like(
                Environments.staging(directory),
                name,
                after,
                Map.of(
                        "DB", account.create(name + "-db", directory.resolve("DB")),
                        "LOG", account.create(name + "-log", directory.resolve("LOG"))));
    }

    private void runs(Environment environment, String binding, String sql) {
        Database database = Objects.requireNonNull(environment.databases().get(binding));
        account.api
                .databases()
                .write(database.id(), List.of(SqlStatement.of(sql)))
                .orElseThrow();
    }
}
