package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.WorkerAudit;
import com.pmerit.d4.worker.BindingState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an audit fails the build. */
final class AuditThresholdTest {
    private static final Delta DRIFT =
            new Delta("DB", "staging", "production", List.of(), Optional.of("only staging binds it"), List.of());
    private static final Delta NONE = new Delta("DB", "staging", "production", List.of(), Optional.empty(), List.of());

    @Test
    void failsWheneverADatabaseCouldNotBeRead() {
        EnvironmentAudit unread = new EnvironmentAudit(
                "production", List.of(new DatabaseAudit.Unreadable("DB", "shop-db", "not for you")));

        assertThat(failure(new Audit(List.of(unread), List.of(NONE)), false))
                .contains("1 of the databases could not be read; why stands above and in target/d4/audit.json");
    }

    @Test
    void failsWheneverABucketIsNotThereAndNotForOneWhoseContentIsNotGiven() {
        EnvironmentAudit gone = new EnvironmentAudit(
                "staging", List.of(), List.of(new BucketAudit.Unreadable("IMAGES", "shop-images", "gone")));
        EnvironmentAudit silent = new EnvironmentAudit(
                "staging", List.of(), List.of(new BucketAudit.NotGiven("IMAGES", "shop-images", "not for you")));

        assertThat(failure(new Audit(List.of(gone), List.of(NONE)), false))
                .contains("1 of the buckets could not be read; why stands above and in target/d4/audit.json");
        assertThat(failure(new Audit(List.of(silent), List.of(NONE)), false)).isEmpty();
    }

    @Test
    void failsOnDriftOnlyWhenAsked() {
        assertThat(failure(new Audit(List.of(), List.of(DRIFT)), true))
                .contains("the schemas differ in 1 place; what closes each stands in target/d4/audit.json");
        assertThat(failure(new Audit(List.of(), List.of(DRIFT)), false)).isEmpty();
        assertThat(failure(new Audit(List.of(), List.of(NONE)), true)).isEmpty();
    }

    @Test
    void doesNotPassForFreeOfDriftWhatWasComparedWithNothing() {
        assertThat(failure(new Audit(List.of(), List.of()), true).orElseThrow())
                .contains("there is nothing to compare");
    }

    @Test
    void failsWheneverASiteCouldNotBeRead() {
        Audit audit = new Audit(List.of(site(new SiteAudit.Unreadable("shop-ui", "no such project"))), List.of(NONE));

        assertThat(failure(audit, false))
                .contains("1 of the sites could not be read; why stands above and in target/d4/audit.json");
    }

    @Test
    void failsForASiteThatIsNotItsWorkersOnlyWhenAsked() {
        Audit other = new Audit(List.of(site(live(true, new SiteAudit.Kinship.Other("77ab12c")))), List.of(NONE));
        Audit foreign = new Audit(List.of(site(live(false, new SiteAudit.Kinship.Same()))), List.of());
        Audit right = new Audit(List.of(site(live(true, new SiteAudit.Kinship.Same()))), List.of());

        assertThat(failure(other, false)).isEmpty();
        assertThat(failure(other, true).orElseThrow()).startsWith("1 of the sites is not what a release");
        assertThat(failure(foreign, true).orElseThrow()).startsWith("1 of the sites is not what a release");
        assertThat(failure(right, true)).isEmpty();
    }

    @Test
    void doesNotLetASiteStandInForSchemasThatWereNotCompared() {
        EnvironmentAudit both = new EnvironmentAudit(
                "staging",
                List.of(new DatabaseAudit.Unreadable("DB", "shop-db", "")),
                List.of(),
                Optional.of(live(true, new SiteAudit.Kinship.Same())));

        assertThat(new Audit(List.of(both), List.of()).comparesSomething()).isFalse();
    }

    @Test
    void failsOnWhatIsLiveAndNotStatedOnlyWhenAsked() {
        Audit audit = new Audit(List.of(worker(BindingState.OTHER_VALUE)), List.of());

        assertThat(failure(audit, false)).isEmpty();
        assertThat(failure(audit, true).orElseThrow())
                .isEqualTo(
                        "1 finding is drift, first var-differs in staging (MODE); what mends each stands above and in"
                                + " target/d4/audit.json");
        assertThat(failure(new Audit(List.of(worker(BindingState.AS_LIVE)), List.of()), true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_VALUE, error, ''",
        "OTHER_VALUE, warning, '1 finding is a warning or worse, first var-differs'",
        "OTHER_VALUE, note, '2 findings are notes or worse, first var-differs'",
        "REDIRECTED, error, '1 finding is an error, first binding-redirected in staging (MODE)'",
        "AS_LIVE, warning, ''",
        "AS_LIVE, note, '1 finding is a note or worse, first trigger-not-stated in staging (schedules)'",
    })
    void failsOnFindingsAsHeavyAsTold(BindingState state, String failOn, String words) throws Exception {
        Audit audit = new Audit(List.of(worker(state)), List.of());
        AuditThreshold threshold = AuditThreshold.read(Optional.empty(), Optional.of(failOn));

        Optional<String> failure = threshold.failure(audit);

        assertThat(failure.isPresent()).isEqualTo(!words.isEmpty());
        assertThat(failure.orElse("")).startsWith(words);
    }

    @Test
    void speaksOfSeveralFindingsAsOfSeveral() throws Exception {
        Audit audit = new Audit(
                List.of(worker(BindingState.REDIRECTED), worker("production", BindingState.REDIRECTED)), List.of());

        assertThat(AuditThreshold.read(Optional.empty(), Optional.of("error")).failure(audit))
                .hasValueSatisfying(failure -> assertThat(failure)
                        .startsWith("2 findings are errors, first binding-redirected in staging (MODE)"));
    }

    @ParameterizedTest
    @CsvSource({"1, '1 of the Workers splits its traffic, '", "2, '2 of the Workers split their traffic, '"})
    void failsWheneverTheTrafficOfAWorkerIsSplit(int workers, String words) {
        List<EnvironmentAudit> split = Stream.of("staging", "production")
                .limit(workers)
                .map(name -> worker(
                        name,
                        new WorkerAudit.LiveVersion.Split(
                                List.of("1f0c2a9b at 90 %", "7ab1c2d3 at 10 %"), Instant.EPOCH, "dashboard"),
                        BindingState.NOT_COMPARED))
                .toList();

        assertThat(failure(new Audit(split, List.of()), false))
                .hasValueSatisfying(failure -> assertThat(failure).startsWith(words));
    }

    @Test
    void refusesValuesThatSayNothingThatCanBeMeant() {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> AuditThreshold.read(Optional.of("ture"), Optional.empty()))
                .withMessage("-Dd4.failOnDrift=ture: write true or false");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> AuditThreshold.read(Optional.of("true"), Optional.of("warnings")))
                .withMessage("-Dd4.failOn=warnings: write error, warning or note");
    }

    private static Optional<String> failure(Audit audit, boolean failOnDrift) {
        return new AuditThreshold(failOnDrift, Optional.empty()).failure(audit);
    }

    private static EnvironmentAudit worker(BindingState state) {
        return worker("staging", state);
    }

    /** One whose version is d4's, with a variable and a schedule that nothing states. */
    private static EnvironmentAudit worker(String environment, BindingState state) {
        return worker(
                environment,
                new WorkerAudit.LiveVersion.One(
                        "1f0c2a9b-0001",
                        Instant.EPOCH,
                        "d4",
                        Optional.empty(),
                        Optional.of("1.0.0"),
                        Optional.of("4be1c07d5"),
                        Optional.of("ab".repeat(32)),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty()),
                state);
    }

    private static EnvironmentAudit worker(String environment, WorkerAudit.LiveVersion live, BindingState state) {
        WorkerAudit worker = new WorkerAudit(
                "shop-" + environment,
                live,
                List.of(new WorkerAudit.Bound("MODE", "var", "on", state, Optional.empty(), Optional.empty())),
                Optional.empty(),
                new WorkerAudit.LiveTriggers.Read(
                        List.of(new WorkerAudit.Trigger("schedules", Optional.of("0 3 * * *"), Optional.empty()))),
                List.of());
        return new EnvironmentAudit(environment, List.of(), List.of(), Optional.empty(), Optional.of(worker));
    }

    private static EnvironmentAudit site(SiteAudit site) {
        return new EnvironmentAudit("staging", List.of(), List.of(), Optional.of(site));
    }

    private static SiteAudit live(boolean byD4, SiteAudit.Kinship kinship) {
        return new SiteAudit.Live(
                "shop-ui",
                new SiteAudit.Published(
                        "1f0c2a9b-0001",
                        Optional.of("4be1c07d5a3f"),
                        false,
                        Optional.of("main"),
                        Instant.EPOCH,
                        "https://shop.example",
                        List.of("https://shop.example")),
                byD4,
                kinship);
    }
}
