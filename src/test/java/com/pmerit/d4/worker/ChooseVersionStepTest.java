package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChooseVersionStepTest {
    @TempDir
    private Path directory;

    private ShopWorker shop;

    @BeforeEach
    void start() throws IOException {
        shop = new ShopWorker(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void refusesWhereNothingIsLive() throws Exception {
        assertThat(refusal(choose(Optional.empty()))).isEqualTo("nothing was ever deployed to staging");
    }

    @Test
    void refusesWhileTheTrafficIsSplit() throws Exception {
        shop.split();

        assertThat(refusal(choose(Optional.empty()))).contains("splits its traffic");
    }

    @Test
    void refusesTheVersionThatIsLiveAlready() throws Exception {
        String live = shop.release("one");

        assertThat(refusal(choose(Optional.of(live)))).isEqualTo("version " + live + " is live in staging already");
    }

    @Test
    void refusesWhenWhatIsLiveCannotBeRead() throws Exception {
        shop.release("one");
        shop.account.drops("GET", "/workers/scripts/{script}/deployments", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(refusal(choose(Optional.empty()))).contains("list the deployments");
    }

    @Test
    void refusesAVersionWhoseRecordCannotBeRead() throws Exception {
        String first = shop.release("one");
        shop.release("two");
        shop.account.answers(
                "GET",
                "/workers/scripts/{script}/versions/{version}",
                2,
                400,
                "{\"success\":false,\"errors\":[{\"code\":10001,\"message\":\"gone\"}],\"messages\":[],\"result\":null}");

        StepResult.Failed failed = failed(choose(Optional.of(first)));

        assertThat(failed.summary()).isEqualTo("the record of version " + first + " cannot be read any more");
        assertThat(failed.details()).singleElement().asString().contains("gone");
    }

    @Test
    void refusesAVersionWhoseDatabaseIsGone() throws Exception {
        shop.release("one");
        String first = shop.head().orElseThrow();
        shop.release("two");
        shop.account.answers(
                "GET",
                "/d1/database/{database}",
                1,
                404,
                "{\"success\":false,\"errors\":[{\"code\":7404,\"message\":\"not found\"}],\"messages\":[],"
                        + "\"result\":null}");

        StepResult.Failed failed = failed(choose(Optional.of(first)));

        assertThat(failed.summary()).isEqualTo("version " + first + " is bound to what is not there any more");
        assertThat(failed.details())
                .singleElement()
                .asString()
                .contains("D1 database")
                .contains("is gone");
    }

    @Test
    void refusesAVersionThatHasNotTheSecretsOfToday() throws Exception {
        String first = shop.release("one");
        shop.setSecret("PAYMENT_KEY");

        StepResult.Failed failed = failed(choose(Optional.of(first)));

        assertThat(failed.summary())
                .isEqualTo("version " + first + " cannot be put live again: secrets were changed since it was made");
        assertThat(failed.details()).containsExactly("it has the secrets [], the live version has [PAYMENT_KEY]");
        assertThat(failed.remedy()).contains("mvn deploy -Pstaging").doesNotContain("force");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
    }

    @Test
    void tellsAtTheStagingThatOnlyAValueOfASecretWasChanged() throws Exception {
        shop.release("one");
        shop.setSecret("PAYMENT_KEY");
        String second = shop.head().orElseThrow();
        shop.setSecret("PAYMENT_KEY");
        String live = shop.head().orElseThrow();
        Progress chosen = progress(choose(Optional.of(second)));

        StepResult.Failed failed = failed(shop.stage(chosen));

        assertThat(failed.summary())
                .isEqualTo("version " + second + " cannot be put live again: secrets were changed since it was made");
        assertThat(failed.details()).singleElement().asString().contains("10220");
        assertThat(shop.head()).contains(live);
    }

    @Test
    void refusesWhenTheLedgerCannotBeRead() throws Exception {
        shop.release("one");
        shop.release("two");
        ApiResult<List<Run>> broken = new ApiResult.Failed<>(
                shop.account.api.databases().get("no-such").failure().orElseThrow());

        StepResult result = new ChooseVersionStep(
                        shop.staging, shop.live(), shop.account.api, () -> broken, Optional.empty())
                .run(Progress.none());

        assertThat(failed(result).remedy()).isEqualTo("run the same command again");
    }

    @Test
    void choosesTheVersionBeforeAndRemembersTheLiveOne() throws Exception {
        String first = shop.release("one");
        String live = shop.release("two");

        Progress chosen = progress(choose(Optional.empty()));

        assertThat(chosen.version()).contains(first);
        assertThat(chosen.anchor()).contains(live);
        assertThat(chosen.staged()).isFalse();
    }

    @Test
    void writesNothing() throws Exception {
        String first = shop.release("one");
        shop.release("two");
        JsonNode before = shop.account.sandbox.snapshot(LiveAccount.ID);
        shop.account.sandbox.requests().clear();

        choose(Optional.of(first.substring(0, 8)));

        assertThat(shop.account.sandbox.requests().entries())
                .hasSizeGreaterThan(3)
                .allSatisfy(entry -> assertThat(entry.method()).isEqualTo("GET"));
        assertThat(shop.account.sandbox.snapshot(LiveAccount.ID)).isEqualTo(before);
    }

    @Test
    void isTakenByTheStepsOfARelease() throws Exception {
        String first = shop.release("one");
        shop.release("two");

        Progress staged = progress(shop.stage(progress(choose(Optional.of(first)))));
        progress(new DeployStep(shop.staging, shop.account.api, "Rollback by d4").run(staged));

        assertThat(shop.head()).contains(first);
    }

    @Test
    void knowsWhatAnInterruptedRollbackHasStaged() throws Exception {
        String first = shop.release("one");
        String live = shop.release("two");
        shop.somebodyShifts(share(live, 100) + "," + share(first, 0));

        assertThat(progress(choose(Optional.of(first))).staged()).isTrue();
    }

    @Test
    void keepsTheChoiceOfARunThatIsGoneOnWith() throws Exception {
        String first = shop.release("one");
        shop.release("two");
        String live = shop.release("three");
        Progress resumed = Progress.none().withAnchor(Optional.of(live)).withVersion(first);

        assertThat(progress(choose(Optional.empty(), resumed)).version()).contains(first);
    }

    @Test
    void seesThatAnInterruptedRollbackHasShiftedAlready() throws Exception {
        String first = shop.release("one");
        String bad = shop.release("two");
        shop.somebodyShifts(share(first, 100));
        Progress resumed = Progress.none().withAnchor(Optional.of(bad)).withVersion(first);

        assertThat(progress(choose(Optional.empty(), resumed)).serving()).isTrue();
    }

    private StepResult choose(Optional<String> wish) throws InterruptedException {
        return choose(wish, Progress.none());
    }

    private StepResult choose(Optional<String> wish, Progress progress) throws InterruptedException {
        return new ChooseVersionStep(
                        shop.staging, shop.live(), shop.account.api, () -> new ApiResult.Ok<>(List.of()), wish)
                .run(progress);
    }

    private static String refusal(StepResult result) {
        return failed(result).summary();
    }
}
