package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.audit.SiteAudit.Kinship;
import com.pmerit.d4.audit.SiteAudit.Live;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Site;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.LockOwner;
import com.pmerit.d4.release.LockTaking;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import com.pmerit.d4.sandbox.http.RequestLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A staging whose site is a preview, and the Worker beside it. */
final class SiteAuditorTest {
    private static final String SCRIPT = "/workers/scripts/shop-staging";
    private static final String COMMIT = "4be1c07d5a3f4be1c07d5a3f4be1c07d5a3f0001";
    private static final String LATER = "77ab12cd5a3f4be1c07d5a3f4be1c07d5a3f0002";
    private static final String DIGEST = "ab".repeat(32);

    @TempDir
    private Path directory;

    private LiveAccount account;
    private Environment staging;

    @BeforeEach
    void start() throws Exception {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
        account.others
                .call("POST", "/pages/projects", "{\"name\":\"shop-ui\",\"production_branch\":\"main\"}")
                .result();
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void saysThatTheProjectIsNotThere() throws Exception {
        account.others.call("DELETE", "/pages/projects/shop-ui", "").result();

        Audit audit = audit();

        assertThat(audit.unreadableSites()).singleElement().satisfies(site -> {
            assertThat(site.place()).isEqualTo("shop-ui (branch staging)");
            assertThat(site.why()).contains("Project not found");
        });
    }

    @Test
    void saysThatNothingWasEverPublished() throws Exception {
        publish("main", COMMIT, "production alone", false);

        assertThat(site()).isEqualTo(new SiteAudit.Nothing("shop-ui (branch staging)"));
        assertThat(audit().strays()).isZero();
    }

    @Test
    void tellsADeploymentThatD4DidNotMake() throws Exception {
        deploy(COMMIT);
        publish("staging", COMMIT, "Ship it", true);

        Live live = live();

        assertThat(live.byD4()).isFalse();
        assertThat(live.deployment().dirty()).isTrue();
        assertThat(live.deployment().branch()).contains("staging");
        assertThat(audit().strays()).isEqualTo(1);
    }

    @Test
    void knowsASiteOfTheCommitThatTheWorkerNames() throws Exception {
        deploy(COMMIT);
        String id = published(COMMIT);

        Live live = live();

        assertThat(live.byD4()).isTrue();
        assertThat(live.kinship()).isEqualTo(new Kinship.Same());
        assertThat(live.deployment().id()).isEqualTo(id);
        assertThat(live.deployment().commit()).contains(COMMIT);
        assertThat(live.deployment().dirty()).isFalse();
        assertThat(live.deployment().address()).isEqualTo("https://staging.shop-ui.pages.dev");
        assertThat(live.deployment().urls())
                .containsExactly(
                        "https://staging.shop-ui.pages.dev", "https://" + id.substring(0, 8) + ".shop-ui.pages.dev");
        assertThat(audit().strays()).isZero();
    }

    @Test
    void tellsASiteOfAnotherCommit() throws Exception {
        deploy(COMMIT);
        published(LATER);

        assertThat(live().kinship()).isEqualTo(new Kinship.Other("4be1c07d5"));
        assertThat(audit().strays()).isEqualTo(1);
    }

    @Test
    void takesNoReleaseThatFailedForProofThatTheyBelongTogether() throws Exception {
        String version = deploy(COMMIT);
        published(LATER);
        recorded(List.of(run("1", LATER).knowing(progress(version)).ended(Outcome.NEEDS_HUMAN, "")));

        assertThat(live().kinship()).isEqualTo(new Kinship.Other("4be1c07d5"));
    }

    @Test
    void knowsAReleaseThatChangedTheSiteAlone() throws Exception {
        String version = deploy(COMMIT);
        published(LATER);
        recorded(List.of(
                run("1", COMMIT).knowing(progress(version)).ended(Outcome.DONE, ""),
                run("2", LATER).knowing(progress(version)).ended(Outcome.DONE, "")));

        assertThat(live().kinship()).isEqualTo(new Kinship.Same());
    }

    @Test
    void knowsItStillWhenSecretsWereSetAfterwards() throws Exception {
        String earlier = "11111111-aaaa-4aaa-8aaa-111111111111";
        String version = deploy(COMMIT);
        published(LATER);
        Run secrets = Run.draft("2", "staging", "shop-staging", Optional.empty(), "mo")
                .planned(Run.SECRETS, "", List.of())
                .with(new Anchor(Optional.of(earlier), Optional.empty(), Map.of()));
        recorded(List.of(
                run("1", LATER).knowing(progress(earlier)).ended(Outcome.DONE, ""),
                secrets.knowing(progress(version)).ended(Outcome.DONE, "")));

        assertThat(live().kinship()).isEqualTo(new Kinship.Same());
    }

    @Test
    void saysThatNothingCanBeSaidOfAWorkerThatNamesNoCommit() throws Exception {
        published(COMMIT);
        assertThat(live().kinship()).isEqualTo(new Kinship.Unknown("no Worker is live"));

        deployed("by hand");

        assertThat(((Kinship.Unknown) live().kinship()).why()).endsWith(" names no commit");
        assertThat(audit().strays()).isZero();
    }

    @Test
    void claimsNothingWhenTheWorkerCannotBeRead() throws Exception {
        published(COMMIT);
        account.answers(
                "GET",
                "/workers/scripts/{script}/deployments",
                1,
                400,
                "{\"success\":false,\"errors\":[{\"code\":10001,\"message\":\"not today\"}],\"messages\":[],"
                        + "\"result\":null}");

        assertThat(((Kinship.Unknown) live().kinship()).why())
                .startsWith("the Worker cannot be read: ")
                .contains("not today");
    }

    @Test
    void needsFourRequestsAndOneMoreForTheRecordAndWritesNothing() throws Exception {
        deploy(COMMIT);
        published(COMMIT);
        Environment without = Environments.like(staging, "staging", Optional.empty(), Map.of());
        String before = account.sandbox.snapshot(LiveAccount.ID).toString();
        account.sandbox.requests().clear();

        new Auditor(account.api, Optional.of(site(Optional.of("staging")))).audit(List.of(without));

        assertThat(account.sandbox.requests().entries())
                .filteredOn(entry -> !entry.template().contains("/r2/"))
                .hasSize(4)
                .extracting(RequestLog.Entry::method)
                .containsOnly("GET");
        assertThat(account.sandbox.snapshot(LiveAccount.ID).toString()).isEqualTo(before);

        published(LATER);
        account.sandbox.requests().clear();
        audit();
        assertThat(account.sandbox.requests().entries())
                .filteredOn(entry -> entry.template().endsWith("/query"))
                .as("what an audit of the database asks, and the record")
                .hasSize(1 + 1);
    }

    @Test
    void asksProductionAtTheHostsOfItsProject() throws Exception {
        account.others
                .call("POST", "/pages/projects/shop-ui/domains", "{\"name\":\"shop.example\"}")
                .result();
        String id = publish("main", COMMIT, "1.2.0 4be1c07d5 site " + "cd".repeat(16), false);

        Live live = (Live) new Auditor(account.api, Optional.of(site(Optional.empty())))
                .audit(List.of(staging))
                .environments()
                .get(0)
                .site()
                .orElseThrow();

        assertThat(live.place()).isEqualTo("shop-ui");
        assertThat(live.deployment().urls())
                .containsExactly(
                        "https://shop-ui.pages.dev",
                        "https://shop.example",
                        "https://" + id.substring(0, 8) + ".shop-ui.pages.dev");
    }

    private Audit audit() throws InterruptedException {
        return new Auditor(account.api, Optional.of(site(Optional.of("staging")))).audit(List.of(staging));
    }

    private SiteAudit site() throws InterruptedException {
        return audit().environments().get(0).site().orElseThrow();
    }

    private Live live() throws InterruptedException {
        return (Live) site();
    }

    private Site site(Optional<String> branch) {
        Path ui = directory.resolve("ui");
        Path output = ui.resolve("dist");
        return new Site(
                ui,
                "shop-ui",
                output,
                List.of(new SitePlacement(
                        "staging", ui, output, "shop-ui", branch, "build", Map.of(), Optional.empty(), true)));
    }

    /** Publishes as d4 does. */
    private String published(String commit) throws Exception {
        return publish("staging", commit, "1.2.0 " + commit.substring(0, 9) + " site " + "cd".repeat(16), false);
    }

    private String publish(String branch, String commit, String message, boolean dirty) throws Exception {
        List<Part> form = new ArrayList<>();
        Map.of(
                        "manifest", "{}",
                        "branch", branch,
                        "commit_hash", commit,
                        "commit_message", message,
                        "commit_dirty", Boolean.toString(dirty))
                .forEach(
                        (name, text) -> form.add(new Part(name, Optional.empty(), Optional.empty(), Content.of(text))));
        return account.others
                .form("POST", "/pages/projects/shop-ui/deployments", form)
                .result()
                .path("id")
                .asText();
    }

    /** Puts a version live as d4 does; gives its id. */
    private String deploy(String commit) throws Exception {
        return deployed("1.2.0 " + commit.substring(0, 9));
    }

    private String deployed(String message) throws Exception {
        account.others
                .upload(
                        "PUT",
                        SCRIPT,
                        "{\"compatibility_date\":\"2026-04-01\",\"annotations\":{\"workers/tag\":\"" + DIGEST
                                + "\",\"workers/message\":\"" + message + "\"}}",
                        "export default {};")
                .result();
        return account.others
                .get(SCRIPT + "/deployments")
                .result()
                .at("/deployments/0/versions/0/version_id")
                .asText();
    }

    /** Writes runs into the ledger, as whoever has the lock does. */
    private void recorded(List<Run> runs) {
        Books books = Books.of(
                        staging,
                        account.api,
                        LockOwner.of("mo@laptop", Optional.empty(), "run-1"),
                        account.time.waiting())
                .orElseThrow();
        assertThat(books.lock().take().orElseThrow()).isInstanceOf(LockTaking.Ours.class);
        runs.forEach(run -> books.ledger().begin(run));
    }

    private static Run run(String id, String commit) {
        return Run.draft(id, "staging", "shop-staging", Optional.of(commit), "mo")
                .planned(DIGEST, DIGEST, List.of());
    }

    private static Progress progress(String version) {
        return Progress.none().withVersion(version).proven("5".repeat(64));
    }
}
