package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.backup.RestoreWish;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.report.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What d4:restore makes of what is typed. */
final class RestoreRunTest {
    @TempDir
    private Path directory;

    @Test
    void takesADatabaseBackUnderTheLockAndGivesItBack() throws Exception {
        try (StagingCloud cloud = released()) {
            String bookmark = bookmark(cloud);
            runs(cloud, "CREATE TABLE later (a)");

            ReleaseResult result = restored(cloud, bookmark, Optional.of("shop-db-staging"));

            assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
            assertThat(result.steps())
                    .extracting(ReleaseResult.Ran::id)
                    .containsExactly("lock", "restore", "record", "unlock");
            assertThat(cloud.snapshot().findValue("tables").has("later")).isFalse();
            List<String> history = history(cloud);
            assertThat(history).hasSize(2);
            assertThat(history.get(0)).startsWith("RESTORE shop-db-staging is at bookmark " + bookmark);
            assertThat(history.get(1)).startsWith("RELEASE version ").endsWith(" is live");
            assertThat(restored(
                                    cloud,
                                    bookmark(cloud, "UPDATE products SET name = 'x'"),
                                    Optional.of("shop-db-staging"))
                            .outcome())
                    .as("the lock is free again")
                    .isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void takesNoLockAndChangesNothingUntilItIsConfirmed() throws Exception {
        try (StagingCloud cloud = released()) {
            String bookmark = bookmark(cloud);
            runs(cloud, "CREATE TABLE later (a)");
            String before = cloud.snapshot().toString();

            ReleaseResult result = restored(cloud, bookmark, Optional.empty());

            assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
            assertThat(result.steps()).extracting(ReleaseResult.Ran::id).containsExactly("restore");
            assertThat(GoalRun.failure(result))
                    .isEqualTo("nothing was done yet; what a restore of shop-db-staging loses is shown here;"
                            + " shop-db-staging is as it was; mvn d4:restore -Dd4.bookmark=" + bookmark
                            + " -Dd4.confirm=shop-db-staging");
            assertThat(cloud.snapshot().toString()).isEqualTo(before);
        }
    }

    @Test
    void keepsOutOfADatabaseThatARunOfSomebodyElseHasLocked() throws Exception {
        try (StagingCloud cloud = released()) {
            String bookmark = bookmark(cloud);
            runs(cloud, "UPDATE d4_lock SET owner = 'eve', expires_at = unixepoch() + 100");

            ReleaseResult result = restored(cloud, bookmark, Optional.of("shop-db-staging"));

            assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
            assertThat(result.steps()).extracting(ReleaseResult.Ran::id).containsExactly("lock");
        }
    }

    private StagingCloud released() throws Exception {
        StagingCloud cloud = StagingCloud.ofShop(directory.resolve("shop"), "");
        assertThat(cloud.deploy().release().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
        return cloud;
    }

    private static ReleaseResult restored(StagingCloud cloud, String bookmark, Optional<String> confirmed)
            throws Exception {
        return cloud.build(ExchangeListener.NONE, (bench, target) -> {
            Database database =
                    target.environment().databases().values().iterator().next();
            RestoreRun.Order order =
                    new RestoreRun.Order(database, new RestoreWish.ToBookmark(bookmark), confirmed, "mvn d4:restore");
            return new RestoreRun(bench, target, order, Optional::empty, Duration.ZERO, line -> {}).run();
        });
    }

    /** The bookmark of the state before a statement. */
    private static String bookmark(StagingCloud cloud, String then) throws Exception {
        String bookmark = bookmark(cloud);
        runs(cloud, then);
        return bookmark;
    }

    private static String bookmark(StagingCloud cloud) throws Exception {
        return cloud.others()
                .get("/d1/database/shop-db-staging/time_travel/bookmark")
                .result()
                .path("bookmark")
                .asText();
    }

    /** Kinds and notes, newest first. */
    private static List<String> history(StagingCloud cloud) throws Exception {
        return cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new HistoryReader(target.account())
                                .read(
                                        new Subject(
                                                "d4:history", "shop", Optional.of("staging"), true, Optional.empty()),
                                        target.environment(),
                                        30)
                                .orElseThrow()
                                .entries()
                                .stream()
                                .map(entry -> entry.kind() + " "
                                        + entry.run().flatMap(Run::note).orElse(""))
                                .toList());
    }

    private static void runs(StagingCloud cloud, String sql) throws Exception {
        cloud.others()
                .call("POST", "/d1/database/shop-db-staging/query", "{\"sql\":\"" + sql + "\"}")
                .result();
    }

    @Test
    void refusesNoStateAndTwo() {
        assertThatThrownBy(() -> RestoreRun.wish(Optional.empty(), Optional.empty()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll("none is named", "-Dd4.bookmark=", "-Dd4.dump=");
        assertThatThrownBy(() -> RestoreRun.wish(Optional.of("0000"), Optional.of(directory)))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("two are named");
    }

    @Test
    void tellsATimeFromABookmark() throws Exception {
        assertThat(RestoreRun.wish(Optional.of("2026-02-17T11:00:00+01:00"), Optional.empty()))
                .isEqualTo(new RestoreWish.ToTime(Instant.parse("2026-02-17T10:00:00Z")));
        assertThat(RestoreRun.wish(Optional.of("00000001-00000002-00000000-abc"), Optional.empty()))
                .isEqualTo(new RestoreWish.ToBookmark("00000001-00000002-00000000-abc"));
        assertThatThrownBy(() -> RestoreRun.wish(Optional.of("2026-02-17T10:00:00"), Optional.empty()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("write a time with its offset");
    }

    @Test
    void asksWhichDatabaseIsMeantWhereThereAreSeveral() throws Exception {
        Environment one = Environments.staging(directory);
        Environment two = Environments.like(
                one,
                "staging",
                Optional.empty(),
                Map.of("DB", Environments.database(directory), "LOG", Environments.database(directory)));

        assertThat(RestoreRun.chosen(one, Optional.empty()).getKey()).isEqualTo("DB");
        assertThat(RestoreRun.chosen(two, Optional.of("LOG")).getKey()).isEqualTo("LOG");
        assertThat(RestoreRun.chosen(one, Optional.of("shop-db-staging")).getKey())
                .isEqualTo("DB");
        assertThatThrownBy(() -> RestoreRun.chosen(two, Optional.empty()))
                .hasMessageContaining("nothing says which database of staging is meant");
        assertThatThrownBy(() -> RestoreRun.chosen(one, Optional.of("LOG")))
                .hasMessageContainingAll("-Dd4.database=LOG: staging has no such database", "DB (shop-db-staging)");
    }
}
