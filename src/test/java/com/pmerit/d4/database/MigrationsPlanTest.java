package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.PlanPart;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MigrationsPlanTest extends ShopMigrations {
    private static final String QUERY = "/d1/database/{database}/query";

    @BeforeEach
    void start() throws IOException {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
    }

    @Test
    void cannotPlanWithAFileThatCannotBeAppliedSafely() throws Exception {
        Files.write(directory.resolve("migrations/0002_broken.sql"), new byte[] {'-', '-', (byte) 0xe9});

        Forecast.Unknown unknown = (Forecast.Unknown) forecast();

        assertThat(unknown.why()).isEqualTo("1 migration files cannot be applied safely");
        assertThat(unknown.details()).singleElement().asString().contains("0002_broken.sql");
    }

    @Test
    void cannotPlanWhenTheTrackingTableCannotBeRead() throws Exception {
        account.drops("POST", QUERY, 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(((Forecast.Unknown) forecast()).why())
                .isEqualTo("the applied migrations of shop-db-staging cannot be read");
    }

    @Test
    void cannotPlanWhenTheTablesCannotBeRead() throws Exception {
        account.drops("POST", QUERY, 2, 1_000, Moment.BEFORE_ACTING);

        assertThat(((Forecast.Unknown) forecast()).why()).contains("read from D1 database " + Environments.DATABASE_ID);
    }

    @Test
    void countsTheStatementsOfEachPendingFile() throws Exception {
        write("0002_prices.sql", "-- one; two\nCREATE TABLE prices (text TEXT); INSERT INTO prices VALUES (';');");

        assertThat(known().changes())
                .containsExactly(
                        new Change("migration", "DB/d1_migrations", "no such table", "created"),
                        new Change("migration", "DB/0001_products.sql", "pending", "applied, 1 statement"),
                        new Change("migration", "DB/0002_prices.sql", "pending", "applied, 2 statements"));
        assertThat(known().warnings()).isEmpty();
    }

    @Test
    void changesNothingWhereAllIsApplied() throws Exception {
        migrate();

        assertThat(known().changes()).containsExactly(Change.none("migration", "DB/0001_products.sql", "applied"));
    }

    @Test
    void doesNotMakeATrackingTableForNothing() throws Exception {
        Files.delete(directory.resolve("migrations/0001_products.sql"));

        assertThat(known().changes()).isEmpty();
    }

    @Test
    void warnsOfADatabaseWithTablesThatNothingTracks() throws Exception {
        sql("CREATE TABLE products (id INTEGER)");
        sql("CREATE TABLE d4_lock (name TEXT)");

        assertThat(known().warnings())
                .containsExactly("shop-db-staging has 1 table but no d1_migrations: every file counts as pending and"
                        + " would run");
    }

    @Test
    void warnsOfNamesThatHaveNoFile() throws Exception {
        migrate();
        sql("INSERT INTO d1_migrations (name) VALUES ('0000_other.sql')");

        assertThat(known().warnings()).containsExactly("shop-db-staging lists 0000_other.sql, which has no file");
    }

    @Test
    void observesWhatIsAppliedAndWhatThePendingFilesSay() throws Exception {
        migrate();
        Forecast.Known before = known();
        write("0002_prices.sql", "CREATE TABLE prices (cents INTEGER);");
        Forecast.Known pending = known();
        write("0002_prices.sql", "CREATE TABLE prices (cents TEXT);");
        Forecast.Known rewritten = known();
        sql("INSERT INTO d1_migrations (name) VALUES ('0000_other.sql')");
        Forecast.Known foreign = known();

        assertThat(before.observed().get(0).value()).startsWith("1, the last 0001_products.sql, sha256 ");
        assertThat(pending.observed().get(0)).isEqualTo(before.observed().get(0));
        assertThat(pending.observed().get(1)).isNotEqualTo(before.observed().get(1));
        assertThat(rewritten.changes()).isEqualTo(pending.changes());
        assertThat(rewritten.observed().get(1)).isNotEqualTo(pending.observed().get(1));
        assertThat(foreign.observed().get(0)).isNotEqualTo(rewritten.observed().get(0));
    }

    @Test
    void hasNoPartWhereNoDatabaseIsBound() {
        staging = staging.withDatabases(Map.of());

        assertThat(MigrationsPlan.of(staging, account.api)).isEmpty();
    }

    private Forecast forecast() throws InterruptedException {
        List<PlanPart> parts = MigrationsPlan.of(staging, account.api);
        assertThat(parts).hasSize(1);
        return parts.get(0).forecast();
    }

    private Forecast.Known known() throws InterruptedException {
        Forecast forecast = forecast();
        assertThat(forecast).isInstanceOf(Forecast.Known.class);
        return (Forecast.Known) forecast;
    }

    private void migrate() throws InterruptedException {
        new MigrateStep(staging, account.api, account.time.waiting(), Optional.empty(), text -> {})
                .run(Progress.none());
    }

    private void sql(String text) throws Exception {
        account.others
                .call("POST", "/d1/database/" + Environments.DATABASE_ID + "/query", "{\"sql\":\"" + text + "\"}")
                .result();
    }
}
