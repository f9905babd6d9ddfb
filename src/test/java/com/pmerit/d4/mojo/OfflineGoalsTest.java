package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** What would ask Cloudflare, where Maven is told not to use the network. */
@MojoTest
@Basedir("src/test/resources/com/pmerit/d4/mojo/shop")
@MojoParameter(name = "environment", value = "production")
class OfflineGoalsTest {
    @Test
    @InjectMojo(goal = "audit", pom = "pom.xml")
    void refusesToAudit(AuditMojo audit) {
        assertRefused(audit);
    }

    @Test
    @InjectMojo(goal = "backup", pom = "pom.xml")
    void refusesToBackup(BackupMojo backup) {
        assertRefused(backup);
    }

    @Test
    @InjectMojo(goal = "deploy", pom = "pom.xml")
    void refusesToDeploy(DeployMojo deploy) {
        assertRefused(deploy);
    }

    @Test
    @InjectMojo(goal = "history", pom = "pom.xml")
    void refusesToTellTheHistory(HistoryMojo history) {
        assertRefused(history);
    }

    @Test
    @InjectMojo(goal = "plan", pom = "pom.xml")
    void refusesToPlan(PlanMojo plan) {
        assertRefused(plan);
    }

    @Test
    @InjectMojo(goal = "reconcile", pom = "pom.xml")
    void refusesToReconcile(ReconcileMojo reconcile) {
        assertRefused(reconcile);
    }

    @Test
    @InjectMojo(goal = "rollback", pom = "pom.xml")
    void refusesToRollback(RollbackMojo rollback) {
        assertRefused(rollback);
    }

    @Test
    @InjectMojo(goal = "secrets", pom = "pom.xml")
    void refusesToCountTheSecrets(SecretsMojo secrets) {
        assertRefused(secrets);
    }

    @Test
    @InjectMojo(goal = "smoke", pom = "pom.xml")
    void refusesToTestWhatIsLive(SmokeMojo smoke) {
        assertRefused(smoke);
    }

    @Test
    @InjectMojo(goal = "status", pom = "pom.xml")
    void refusesToShowWhatIsLive(StatusMojo status) {
        assertRefused(status);
    }

    @Test
    @InjectMojo(goal = "tag", pom = "pom.xml")
    void refusesToTag(TagMojo tag) {
        assertRefused(tag);
    }

    private static void assertRefused(D4Mojo goal) {
        when(goal.session().isOffline()).thenReturn(true);

        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(goal.goal() + " asks Cloudflare, and Maven is offline (-o): nothing was asked."
                        + System.lineSeparator() + "  Leave -o out, or use the embedded Cloudflare: -Dd4.sandbox.");
        assertThat(Path.of("src/test/resources/com/pmerit/d4/mojo/shop/.d4")).doesNotExist();
    }
}
