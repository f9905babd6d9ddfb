package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.Test;

/** Goals as Maven makes them: injected by its container, configured from a POM. */
@MojoTest
@Basedir("src/test/resources/com/pmerit/d4/mojo/shop")
class GoalParametersTest {
    private final Log log = mock(Log.class);

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "environment", value = "prod")
    void namesTheEnvironmentsOfThePomWhenItIsAskedForAnother(CheckMojo check) {
        assertFails(check, "-Dd4.environment=prod: the POM has no such environment", "are: staging, production.");
    }

    @Test
    @InjectMojo(goal = "deploy", pom = "pom.xml")
    void asksADeployWithoutAnEnvironmentForOne(DeployMojo deploy) {
        assertFails(deploy, "nothing says where to release to", "mvn deploy -Dd4.environment=staging", "a profile");
    }

    @Test
    @InjectMojo(goal = "plan", pom = "pom.xml")
    void asksAPlanWithoutAnEnvironmentForOne(PlanMojo plan) {
        assertFails(plan, "nothing says for which environment to plan", "mvn d4:plan -Dd4.environment=staging");
    }

    @Test
    @InjectMojo(goal = "plan", pom = "pom.xml")
    @MojoParameter(name = "skipPlan", value = "true")
    void logsThatThePlanIsSkipped(PlanMojo plan) throws Exception {
        assertSkipped(plan, "d4.plan.skip");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "worker", value = "<directory>nowhere</directory>")
    void saysWhichDirectoryOfThePomDoesNotExist(CheckMojo check) {
        assertFails(check, "fault", "<worker>", "nowhere");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "tag", value = "v1.0.0")
    void refusesATagThatIsNotTheWordCreate(CheckMojo check) {
        assertRefused(check, "-Dd4.tag=v1.0.0: write create, or leave it out");
    }

    @Test
    @InjectMojo(goal = "smoke", pom = "pom.xml")
    @MojoParameter(name = "override", value = "smoke:it is slow")
    void saysThatAGoalHasNoGateToOverride(SmokeMojo smoke) {
        smoke.setLog(log);

        assertThatThrownBy(smoke::execute).isInstanceOf(MojoFailureException.class);

        verify(log).warn("d4:smoke has no gate to override: -Dd4.override changes nothing here");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "override", value = "tests:they are slow")
    void refusesAnOverrideThatIsNotGivenOnTheCommandLine(CheckMojo check) {
        assertFails(check, "<override>tests:they are slow</override> stands in a POM", "take it out");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "timeLimit", value = "0")
    void refusesATimeLimitOfNothing(CheckMojo check) {
        assertRefused(check, "-Dd4.timeLimit=0: write a number of seconds above 0");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "testCount", value = "\\d+ passed")
    void refusesATestCountThatPicksNoNumber(CheckMojo check) {
        assertRefused(check, "-Dd4.testCount=\\d+ passed: put a group around the number, such as (\\d+) passed");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "testCount", value = "(\\d+ passed")
    void refusesATestCountThatIsNoRegularExpression(CheckMojo check) {
        assertThatThrownBy(check::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("-Dd4.testCount=(\\d+ passed: is no regular expression: ");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "skip", value = "true")
    void logsThatEveryGoalIsSkipped(CheckMojo check) throws Exception {
        assertSkipped(check, "d4.skip");
    }

    @Test
    @InjectMojo(goal = "check", pom = "pom.xml")
    @MojoParameter(name = "skipCheck", value = "true")
    void logsThatTheChecklistIsSkipped(CheckMojo check) throws Exception {
        assertSkipped(check, "d4.check.skip");
    }

    @Test
    @InjectMojo(goal = "deploy", pom = "pom.xml")
    @MojoParameter(name = "skipDeploy", value = "true")
    void logsThatTheReleaseIsSkipped(DeployMojo deploy) throws Exception {
        assertSkipped(deploy, "d4.deploy.skip");
    }

    @Test
    @InjectMojo(goal = "sandbox", pom = "pom.xml")
    @MojoParameter(name = "skip", value = "true")
    void doesNotKeepASkippedSandboxRunning(SandboxMojo sandbox) throws Exception {
        assertSkipped(sandbox, "d4.skip");
    }

    @Test
    @InjectMojo(goal = "sandbox", pom = "pom.xml")
    @MojoParameter(name = "port", value = "70000")
    void refusesAPortThatThereIsNot(SandboxMojo sandbox) {
        assertRefused(sandbox, "-Dd4.sandbox.port=70000: write a port from 1 to 65535, or 0 for any free one");
    }

    @Test
    @InjectMojo(goal = "smoke", pom = "pom.xml")
    void asksASmokeTestWithoutAnEnvironmentForOne(SmokeMojo smoke) {
        assertAsksForAnEnvironment(smoke, "d4:smoke");
    }

    @Test
    @InjectMojo(goal = "tag", pom = "pom.xml")
    @MojoParameter(name = "environment", value = "staging")
    void tagsNothingThatIsLiveInAnEarlierEnvironmentOnly(TagMojo tag) {
        assertFails(tag, "-Dd4.environment=staging", "end of the release order, in production");
    }

    @Test
    @InjectMojo(goal = "status", pom = "pom.xml")
    @MojoParameter(name = "environment", value = "prod")
    void showsNoStatusOfAnEnvironmentThatThePomLacks(StatusMojo status) {
        assertFails(status, "-Dd4.environment=prod: the POM has no such environment");
    }

    @Test
    @InjectMojo(goal = "audit", pom = "pom.xml")
    @MojoParameter(name = "skipAudit", value = "true")
    void logsThatTheAuditIsSkipped(AuditMojo audit) throws Exception {
        assertSkipped(audit, "d4.audit.skip");
    }

    @Test
    @InjectMojo(goal = "audit", pom = "pom.xml")
    @MojoParameter(name = "failOn", value = "warnings")
    void refusesASeverityThatThereIsNot(AuditMojo audit) {
        assertFails(audit, "-Dd4.failOn=warnings: write error, warning or note");
    }

    @Test
    @InjectMojo(goal = "audit", pom = "pom.xml")
    @MojoParameter(name = "since", value = "pom.xml")
    void refusesToCompareWithAFileThatIsNoAudit(AuditMojo audit) {
        assertFails(audit, "-Dd4.since=", "pom.xml: the file is broken: it is no JSON");
    }

    @Test
    @InjectMojo(goal = "lint", pom = "pom.xml")
    @MojoParameter(name = "skipLint", value = "true")
    void logsThatLintIsSkipped(LintMojo lint) throws Exception {
        assertSkipped(lint, "d4.lint.skip");
    }

    @Test
    @InjectMojo(goal = "lint", pom = "pom.xml")
    @MojoParameter(name = "lintFrom", value = "0099_none.sql")
    void refusesToLintFromAFileThatThereIsNot(LintMojo lint) {
        assertThatThrownBy(lint::execute)
                .hasMessageContaining("-Dd4.lintFrom=0099_none.sql: no migration file has this name");
    }

    @Test
    @InjectMojo(goal = "rehearse", pom = "pom.xml")
    @MojoParameter(name = "skipRehearse", value = "true")
    void logsThatTheRehearsalIsSkipped(RehearseMojo rehearse) throws Exception {
        assertSkipped(rehearse, "d4.rehearse.skip");
    }

    @Test
    @InjectMojo(goal = "rehearse", pom = "pom.xml")
    @MojoParameter(name = "environment", value = "prod")
    void rehearsesForNoEnvironmentThatThePomLacks(RehearseMojo rehearse) {
        assertFails(rehearse, "-Dd4.environment=prod: the POM has no such environment");
    }

    @Test
    @InjectMojo(goal = "backup", pom = "pom.xml")
    @MojoParameter(name = "skipBackup", value = "true")
    void logsThatTheBackupIsSkipped(BackupMojo backup) throws Exception {
        assertSkipped(backup, "d4.backup.skip");
    }

    @Test
    @InjectMojo(goal = "restore", pom = "pom.xml")
    @MojoParameter(name = "skipRestore", value = "true")
    void logsThatTheRestoreIsSkipped(RestoreMojo restore) throws Exception {
        assertSkipped(restore, "d4.restore.skip");
    }

    @Test
    @InjectMojo(goal = "restore", pom = "pom.xml")
    void asksARestoreForTheStateToGoBackTo(RestoreMojo restore) {
        assertFails(restore, "a restore goes back to one state, and none is named", "-Dd4.dump=");
    }

    @Test
    @InjectMojo(goal = "migrate", pom = "pom.xml")
    @MojoParameter(name = "skipMigrate", value = "true")
    void logsThatTheMigrationsAreSkipped(MigrateMojo migrate) throws Exception {
        assertSkipped(migrate, "d4.migrate.skip");
    }

    @Test
    @InjectMojo(goal = "migrate", pom = "pom.xml")
    void asksMigrationsWithoutAnEnvironmentForOne(MigrateMojo migrate) {
        assertAsksForAnEnvironment(migrate, "d4:migrate");
    }

    @Test
    @InjectMojo(goal = "migrations", pom = "pom.xml")
    @MojoParameter(name = "skipMigrations", value = "true")
    void logsThatTheLookAtTheMigrationsIsSkipped(MigrationsMojo migrations) throws Exception {
        assertSkipped(migrations, "d4.migrations.skip");
    }

    @Test
    @InjectMojo(goal = "baseline", pom = "pom.xml")
    @MojoParameter(name = "skipBaseline", value = "true")
    void logsThatTheBaselineIsSkipped(BaselineMojo baseline) throws Exception {
        assertSkipped(baseline, "d4.baseline.skip");
    }

    @Test
    @InjectMojo(goal = "baseline", pom = "pom.xml")
    void asksABaselineWithoutAnEnvironmentForOne(BaselineMojo baseline) {
        assertAsksForAnEnvironment(baseline, "d4:baseline");
    }

    @Test
    @InjectMojo(goal = "baseline", pom = "pom.xml")
    @MojoParameter(name = "lockWait", value = "-1")
    void refusesToWaitForALockForLessThanNothing(BaselineMojo baseline) {
        assertRefused(baseline, "-Dd4.lockWait=-1: write a number of seconds from 0");
    }

    @Test
    @InjectMojo(goal = "history", pom = "pom.xml")
    @MojoParameter(name = "history", value = "0")
    void refusesAHistoryOfNothing(HistoryMojo history) {
        assertRefused(history, "-Dd4.history=0: write a number of entries from 1 to 500");
    }

    @Test
    @InjectMojo(goal = "history", pom = "pom.xml")
    void asksAHistoryWithoutAnEnvironmentForOne(HistoryMojo history) {
        assertAsksForAnEnvironment(history, "d4:history");
    }

    @Test
    @InjectMojo(goal = "put-secret", pom = "pom.xml")
    void asksSecretsWithoutAnEnvironmentForOne(PutSecretMojo put) {
        assertAsksForAnEnvironment(put, "d4:put-secret");
    }

    @Test
    @InjectMojo(goal = "put-secret", pom = "pom.xml")
    @MojoParameter(name = "secrets", value = "KEY=a-value")
    void refusesAValueAmongTheNamesOfSecrets(PutSecretMojo put) {
        assertThatThrownBy(put::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("-Dd4.secrets holds something that is no name of a secret")
                .hasMessageNotContaining("a-value");
    }

    @Test
    @InjectMojo(goal = "put-secret", pom = "pom.xml")
    @MojoParameter(name = "environment", value = "staging")
    @MojoParameter(name = "secrets", value = "KEY")
    void asksForTheSourceOfTheValues(PutSecretMojo put) {
        assertFails(put, "nothing says where the values come from", "-Dd4.fromDescriptor=3");
    }

    @Test
    @InjectMojo(goal = "put-secret", pom = "pom.xml")
    @MojoParameter(name = "skipPutSecret", value = "true")
    void logsThatTheSettingOfSecretsIsSkipped(PutSecretMojo put) throws Exception {
        assertSkipped(put, "d4.put-secret.skip");
    }

    @Test
    @InjectMojo(goal = "secrets", pom = "pom.xml")
    @MojoParameter(name = "skipSecrets", value = "true")
    void logsThatTheInventoryOfSecretsIsSkipped(SecretsMojo secrets) throws Exception {
        assertSkipped(secrets, "d4.secrets.skip");
    }

    @Test
    @InjectMojo(goal = "rollback", pom = "pom.xml")
    @MojoParameter(name = "skipRollback", value = "true")
    void logsThatTheRollbackIsSkipped(RollbackMojo rollback) throws Exception {
        assertSkipped(rollback, "d4.rollback.skip");
    }

    @Test
    @InjectMojo(goal = "smoke", pom = "pom.xml")
    @MojoParameter(name = "skipSmoke", value = "true")
    void logsThatTheSmokeTestIsSkipped(SmokeMojo smoke) throws Exception {
        assertSkipped(smoke, "d4.smoke.skip");
    }

    @Test
    @InjectMojo(goal = "status", pom = "pom.xml")
    @MojoParameter(name = "skipStatus", value = "true")
    void logsThatTheLookAtWhatIsLiveIsSkipped(StatusMojo status) throws Exception {
        assertSkipped(status, "d4.status.skip");
    }

    @Test
    @InjectMojo(goal = "history", pom = "pom.xml")
    @MojoParameter(name = "skipHistory", value = "true")
    void logsThatTheHistoryIsSkipped(HistoryMojo history) throws Exception {
        assertSkipped(history, "d4.history.skip");
    }

    @Test
    @InjectMojo(goal = "tag", pom = "pom.xml")
    @MojoParameter(name = "skipTag", value = "true")
    void logsThatTheTagIsSkipped(TagMojo tag) throws Exception {
        assertSkipped(tag, "d4.tag.skip");
    }

    @Test
    @InjectMojo(goal = "sandbox", pom = "pom.xml")
    @MojoParameter(name = "skipSandbox", value = "true")
    void logsThatTheEmbeddedCloudflareIsSkipped(SandboxMojo sandbox) throws Exception {
        assertSkipped(sandbox, "d4.sandbox.skip");
    }

    @Test
    @InjectMojo(goal = "init", pom = "pom.xml")
    @MojoParameter(name = "skipInit", value = "true")
    void logsThatTheWritingOfThePomIsSkipped(InitMojo init) throws Exception {
        assertSkipped(init, "d4.init.skip");
    }

    @Test
    @InjectMojo(goal = "sop", pom = "pom.xml")
    @MojoParameter(name = "skipSop", value = "true")
    void logsThatTheSopIsSkipped(SopMojo sop) throws Exception {
        assertSkipped(sop, "d4.sop.skip");
    }

    @Test
    @InjectMojo(goal = "sop", pom = "pom.xml")
    @MojoParameter(name = "failOnContradiction", value = "true")
    void asksForTheSopThatIsToBeFreeOfContradictions(SopMojo sop) {
        assertFails(sop, "none is named", "mvn d4:sop -Dd4.sop.read=SOP.md -Dd4.failOnContradiction");
    }

    @Test
    @InjectMojo(goal = "sop", pom = "pom.xml")
    @MojoParameter(name = "read", value = "nowhere.md")
    void saysThatTheSopToReadIsNotThere(SopMojo sop) {
        assertFails(sop, "-Dd4.sop.read=", "nowhere.md: there is no such file");
    }

    @Test
    @InjectMojo(goal = "deploy", pom = "pom.xml")
    @MojoParameter(name = "environment", value = "staging")
    void releasesNothingWhereMavenIsOffline(DeployMojo deploy) {
        when(deploy.session().isOffline()).thenReturn(true);

        assertRefused(
                deploy,
                "d4:deploy asks Cloudflare, and Maven is offline (-o): nothing was asked." + System.lineSeparator()
                        + "  Leave -o out, or use the embedded Cloudflare: -Dd4.sandbox.");
    }

    private static void assertAsksForAnEnvironment(D4Mojo goal, String name) {
        assertFails(
                goal,
                name + " is about one environment, and none is named",
                "mvn " + name + " -Dd4.environment=staging",
                "a profile");
    }

    private static void assertFails(D4Mojo goal, String... texts) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll(texts);
    }

    private static void assertRefused(D4Mojo goal, String message) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(message);
    }

    /** A goal that is skipped says by what, and makes nothing. */
    private void assertSkipped(D4Mojo goal, String property) throws Exception {
        goal.setLog(log);

        goal.execute();

        verify(log).info(goal.goal() + " is skipped, as " + property + " says");
        verify(log, never()).warn(anyString());
        assertThat(Path.of("src/test/resources/com/pmerit/d4/mojo/shop/.d4")).doesNotExist();
    }
}
