package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportPageTest {
    @TempDir
    private Path directory;

    @Test
    void saysOfEachPartThatIsNotThereWhichGoalBringsIt() throws IOException {
        files().writePage();

        Shown page = shown();
        assertThat(page.section("glance")).contains("There is nothing to show yet");
        assertThat(page.section("runs")).contains("mvn verify runs the checklist");
        assertThat(page.section("live")).contains("Not here yet: mvn d4:status brings it.");
        assertThat(page.section("schema")).contains("Not here yet: mvn d4:audit brings it.");
        assertThat(page.section("migrations")).contains("Not here yet: mvn d4:migrations brings it.");
        assertThat(page.section("secrets")).contains("Not here yet: mvn d4:secrets brings it.");
        assertThat(page.section("plan")).contains("Not here yet: mvn d4:plan brings it.");
        assertThat(page.section("findings")).contains("Not here yet: mvn d4:lint brings it.");
        assertThat(page.section("sources")).contains("status.json d4:status not there");
    }

    @Test
    void showsAFailedGateWithItsEvidenceAndWhatMendsIt() throws IOException {
        files().write(Reports.failedChecklist());

        Shown page = shown();
        assertThat(page.texts("//article//h3")).containsExactly("Checklist for production");
        assertThat(page.texts("//article//li[.//code='types']//span[@class='chip plain']"))
                .containsExactly("skipped");
        assertThat(page.texts("//article//li[.//code='clean-tree']//span[@class='chip bad']"))
                .containsExactly("failed");
        assertThat(page.texts("//article//li[.//code='clean-tree']//details[@open]//li"))
                .containsExactly("M products/aixord-router-worker/src/index.ts", "?? notes.txt");
        assertThat(page.texts("//article//li[.//code='clean-tree']//p[@class='said']"))
                .containsExactly("What mends it: git add -A && git commit, or git stash -u");
        assertThat(page.section("glance"))
                .contains("stopped", "3 gates failed (tests, clean-tree, staging-first); nothing was written");
    }

    @Test
    void showsAWarningAndAnOverrideAsSuch() throws IOException {
        files().write(Reports.overriddenChecklist());

        Shown page = shown();
        assertThat(page.texts("//article//li[.//code='bindings']//span[@class='chip warn']"))
                .containsExactly("warned");
        assertThat(page.texts("//article//li[.//code='clean-tree']//span[@class='chip warn']"))
                .containsExactly("overridden");
        assertThat(page.texts("//article//li[.//code='clean-tree']//p[@class='said']"))
                .contains("Overridden because: incident 17: only notes are uncommitted");
        assertThat(page.texts("//article//p[@class='lead']"))
                .containsExactly("11 gates passed, 1 of them with a warning, 1 overridden.");
        assertThat(page.texts("//section[@id='glance']//li[1]/span[@class='chip warn']"))
                .containsExactly("done");
    }

    @Test
    void showsAReleaseAsATimelineWithTheTimesOfItsSteps() throws IOException {
        files().write(Reports.release());

        Shown page = shown();
        assertThat(page.texts("//article//h3")).containsExactly("Release to production");
        assertThat(page.texts("//ol[contains(@class, 'timeline')]/li//strong"))
                .startsWith("Take the lock", "Write down what is live", "See how far the release is")
                .hasSize(22);
        assertThat(page.texts("//ol[contains(@class, 'timeline')]/li[7]/div[@class='took']"))
                .containsExactly("1.2 s from 2.8 s");
        assertThat(page.texts("//ol[contains(@class, 'timeline')]/li[7]//*[@class='part']/@x"))
                .containsExactly("108.6");
        assertThat(page.texts("//article//dl"))
                .last()
                .asString()
                .contains("aixord-router-worker runs version 7f3b8c52");
        assertThat(page.texts("//article//p[@class='said']"))
                .contains("The way back: mvn d4:rollback -Dd4.environment=production -Dd4.version=" + Steps.ANCHOR
                        + " -Dd4.sandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "DONE, done Checklist for production 1 gate passed",
        "NOOP, 'nothing to do Checklist for production everything stood already, nothing was written'"
    })
    void saysHowARunEndedThatEndedWell(Outcome outcome, String line) throws IOException {
        List<GateResult> gates = List.of(Reports.gate("tests", "All tests pass", new Verdict.Passed("142 tests"), 10));
        files().write(Reports.checklist(outcome, gates));

        assertThat(shown().texts("//section[@id='glance']//li[1]")).containsExactly(line);
    }

    @Test
    void saysWhatIsLiveAfterAReleaseThatStopped() throws IOException {
        files().write(Reports.stoppedRelease());

        Shown page = shown();
        assertThat(page.section("glance"))
                .contains(
                        "stopped at the step \u201cSmoke-test it before users meet it\u201d; users meet what they met before");
        assertThat(page.texts("//ol[contains(@class, 'timeline')]//p[@class='said']"))
                .containsExactly(
                        "Live now: users still meet version " + Steps.ANCHOR,
                        "What to do: see for yourself: curl -i 'https://aixord-router-worker.peoplemerit.workers.dev/health';"
                                + " then mend the Worker, or <smoke> in the POM");
        assertThat(page.texts("//article//li[.//code='smoke-new']//span[@class='chip bad']"))
                .containsExactly("failed", "failed");
    }

    @Test
    void saysThatAReleaseWasTakenBack() throws IOException {
        files().write(Reports.takenBackRelease());

        assertThat(shown().texts("//section[@id='glance']//li[1]"))
                .containsExactly("taken back Release to production stopped at the step"
                        + " \u201cSmoke-test what users meet\u201d; users meet again what they met before");
    }

    @Test
    void keepsTheReleaseWhenAnotherGoalRunsAfterIt() throws IOException {
        files().write(Reports.stoppedRelease());
        files().write(Reports.release());
        files().write(Audits.sop());

        assertThat(shown().texts("//article//h3"))
                .containsExactlyInAnyOrder("Release to staging", "Release to production");
        assertThat(shown().section("schema")).contains("From d4:audit, read 2026-02-17 10:15 UTC");
    }

    @Test
    void showsAChecklistOnceThatItsReleaseShowsAgain() throws IOException {
        files().write(Reports.passedChecklist());
        files().write(Reports.releaseAfter(Reports.passedChecklist()));

        assertThat(shown().texts("//article//h3")).containsExactly("Release to production");
        assertThat(shown().section("sources"))
                .contains("runs/check-production.json d4:check 2026-02-17 10:15 UTC; not shown: a later run");
    }

    @Test
    void showsAChecklistThatFailedAfterARelease() throws IOException {
        files().write(Reports.releaseBefore(Reports.failedChecklist()));
        files().write(Reports.failedChecklist());

        assertThat(shown().texts("//article//h3")).containsExactly("Checklist for production", "Release to production");
    }

    @Test
    void showsAResultThatHasNoFileOfItsOwn() throws IOException {
        files().write(Reports.release());
        Files.delete(directory.resolve("runs/deploy-production.json"));
        files().writePage();

        assertThat(shown().texts("//article//h3")).containsExactly("Release to production");
        assertThat(shown().section("sources")).contains("result.json d4:deploy");
    }

    @Test
    void showsWhatIsLiveWhereWithWhatAsksForALook() throws IOException {
        files().write(Statuses.report(
                Statuses.busy("staging"), Statuses.split(), Statuses.nothing(), Statuses.unreadable()));

        Shown page = shown();
        assertThat(page.section("live"))
                .contains(
                        "staging serving",
                        Reports.VERSION,
                        "1 pending 0047_quotas.sql",
                        "1 applied without a file 0012_old.sql",
                        "Unfinished release SHIFTING run-18",
                        "canary several versions",
                        "preview nothing live",
                        "production unreadable Why: Cloudflare does not accept the API token");
        assertThat(page.section("glance")).contains("unreadable What is live where production could not be read");
    }

    @Test
    void showsWhatAnAuditFoundOfTheWorkersWithWhatMendsIt() throws IOException {
        Files.writeString(directory.resolve("audit.json"), """
                {"schemaVersion": 1, "goal": "d4:audit", "project": "shop 1.0.0", "sandbox": true, "readAt": "2026-02-17T10:15:30Z",
                 "environments": [
                  {"name": "staging", "databases": [], "worker": {"bindings": [
                    {"name": "DB", "type": "D1", "target": "shop-db-staging", "state": "AS_LIVE"},
                    {"name": "MODE", "type": "var", "target": "\\"a\\"", "state": "OTHER_VALUE", "looksSecret": "it is long"}]}},
                  {"name": "production", "databases": [], "worker": {"bindings": [
                    {"name": "DB", "type": "D1", "target": "shop-db", "state": "REDIRECTED", "live": "other-db"}]}}],
                 "deltas": [],
                 "findings": [
                  {"code": "binding-redirected", "severity": "error", "drift": true, "unseen": false, "environment": "production",
                   "subject": "DB", "message": "leads to other-db", "remedy": "mvn deploy -Pproduction"},
                  {"code": "looks-secret", "severity": "warning", "drift": false, "unseen": false, "subject": "MODE",
                   "message": "is long"}],
                 "changes": {"since": "2026-02-16T10:15:30Z", "changes": [
                  {"kind": "changed", "environment": "production", "what": "binding DB", "before": "shop-db", "after": "other-db"}]},
                 "token": {"status": "active", "permissions": ["D1 Read"]}}
                """);
        files().writePage();

        Shown page = shown();
        assertThat(page.section("glance")).contains("errors What the audit found 1 error, 1 warning, 0 notes");
        assertThat(page.texts("//section[@id='audit']//li[.//code='binding-redirected']"))
                .containsExactly("error production: DB binding-redirected leads to other-db"
                        + " What mends it: mvn deploy -Pproduction");
        assertThat(page.texts("//section[@id='audit']//tr[th='DB']/td"))
                .containsExactly("D1 shop-db-staging", "D1 shop-db leads elsewhere live: other-db");
        assertThat(page.texts("//section[@id='audit']//tr[th='MODE']/td"))
                .containsExactly("var \"a\" live with another value looks like a secret it is long", "\u2013");
        assertThat(page.texts("//section[@id='audit']//tr[th='binding DB']/td"))
                .containsExactly("production", "changed", "shop-db", "other-db");
        assertThat(page.section("audit")).contains("made 2026-02-16 10:15 UTC", "Status active", "It may: D1 Read");
    }

    @Test
    void saysOfAnAuditWithoutFindingsWhetherItLookedForAny() throws IOException {
        Files.writeString(directory.resolve("audit.json"), "{\"schemaVersion\": 1, \"environments\": []}");
        files().writePage();
        assertThat(shown().section("audit")).contains("did not hold the Workers against the POM");

        Files.writeString(
                directory.resolve("audit.json"), "{\"schemaVersion\": 1, \"environments\": [], \"findings\": []}");
        files().writePage();
        assertThat(shown().section("audit")).contains("Nothing was found.");
        assertThat(shown().section("glance")).contains("as stated What the audit found 0 errors");
    }

    @Test
    void drawsBothSchemasWithTheirDeltaInWordsAndInColour() throws IOException {
        files().write(Audits.sop());

        Shown page = shown();
        assertThat(page.texts("//*[@class='box first']/*[@class='table' or @class='words']"))
                .containsExactly("agent_tasks", "only in staging");
        assertThat(page.texts("//*[@class='box second']/*[@class='table' or @class='words']"))
                .containsExactly("d4_agents", "only in production");
        assertThat(page.texts("//*[@class='box different'][*[.='chats']]/*[@class='words']"))
                .containsExactly("not alike", "only staging");
        assertThat(page.texts("//*[@class='box different'][*[.='users']]/*[@class='words']"))
                .containsExactly("not alike", "not alike");
        assertThat(page.texts("//*[starts-with(@class, 'link ')]/@class"))
                .containsExactlyInAnyOrder("link same", "link same", "link same");
        assertThat(page.texts("//details[@class='long']//table[starts-with(caption, 'Table chats')]/tbody/tr[3]/*"))
                .containsExactly("archived", "INTEGER", "\u2013", "only in staging");
        assertThat(page.section("schema"))
                .contains(
                        "6 differences",
                        "only in staging agent_tasks table Made by 0036_task_queue.sql.",
                        "only in production d4_agents table Made by hand.",
                        "not alike users.email column staging: text not null production: text",
                        "Left to a person: both have it, and not alike");
    }

    @Test
    void showsOfALargeSchemaFirstWhatDiffersWithTheTablesItRefersTo() throws IOException {
        files().write(Audits.large());

        Shown page = shown();
        assertThat(page.texts("//section[@id='schema']/figure//*[@class='table']"))
                .containsExactly("table_7", "added");
        assertThat(page.texts("//section[@id='schema']/details[1]/summary"))
                .containsExactly("All 21 tables as a diagram");
        assertThat(page.texts("//section[@id='schema']/details[1]//*[@class='table']"))
                .hasSize(21);
    }

    @Test
    void saysThatSchemasAreTheSameAndThatTheyCouldNotBeCompared() throws IOException {
        files().write(Audits.many(0));
        assertThat(shown().section("glance")).contains("the same Schemas and their delta");

        files().write(Audits.unreadable());
        assertThat(shown().section("glance"))
                .contains("not compared Schemas and their delta DB: production could not be read");
        assertThat(shown().section("schema")).contains("Could not be read: \\u001b[2Jnot for you");
    }

    @Test
    void showsSizeAndRowsOfTheEnvironmentsSideBySide() throws IOException {
        files().write(Audits.sop());

        assertThat(shown().texts("//section[@id='contents']//tr[th='Size']/td")).containsExactly("1.3 MB", "1.8 MB");
        assertThat(shown().texts("//section[@id='contents']//tr[th='Rows of users']/td"))
                .containsExactly("0", "8");
        assertThat(shown().texts("//section[@id='contents']//tr[th='Rows of chats']/td"))
                .containsExactly("no such table", "no such table");
        assertThat(shown().texts("//section[@id='contents']//tr[th='Files not tracked']/td"))
                .containsExactly("none", "43 files 0004_step.sql to 0046_step.sql");

        files().write(Audits.buckets());
        assertThat(shown().texts("//section[@id='contents']//tr[th='Objects']/td"))
                .containsExactly("12", "not given", "unreadable");
    }

    @Test
    void showsWhichSiteIsNotOfItsWorkersRelease() throws IOException {
        files().write(Audits.sites());

        assertThat(shown().texts("//section[@id='site']//tr[th=\"Of its Worker's release\"]/td"))
                .containsExactly("yes", "no the Worker is of commit 77ab12cd5");
        assertThat(shown().section("glance")).contains("out of step");
    }

    @Test
    void showsMigrationsAsAMatrixOfFilesAndEnvironments() throws IOException {
        files().write(Pages.migrations());

        Shown page = shown();
        assertThat(page.texts("//section[@id='migrations']//tr[th='0001_step.sql']/td"))
                .containsExactly("applied", "applied");
        assertThat(page.texts("//section[@id='migrations']//tr[th='0002_step.sql']/td"))
                .containsExactly("edited", "edited");
        assertThat(page.texts("//section[@id='migrations']//tr[th='0044_step.sql']/td"))
                .containsExactly("applied", "pending");
        assertThat(page.texts("//section[@id='migrations']//tr[th='0046_step.sql']/td"))
                .containsExactly("applied", "not there");
        assertThat(page.texts("//section[@id='migrations']//thead[1]/tr/th[@scope='col']"))
                .startsWith("File", "staging", "production");
        assertThat(page.section("glance")).contains("needs a look Migrations");
    }

    @Test
    void showsSecretsAsAMatrixOfNamesAndEnvironments() throws IOException {
        files().write(Pages.secrets());

        Shown page = shown();
        assertThat(page.texts("//section[@id='secrets']//tr[th='STRIPE_SECRET_KEY']/td"))
                .containsExactly("set", "set", "\u2013", "yes", "read");
        assertThat(page.texts("//section[@id='secrets']//tr[th='RESEND_API_KEY']/td"))
                .containsExactly("set", "absent", "missing in production", "yes", "read");
        assertThat(page.texts("//section[@id='secrets']//tr[th='AUTH_SALT']/td"))
                .containsExactly("plain text", "set", "plain text in staging", "yes", "read");
        assertThat(page.section("glance"))
                .contains("needs a look Secrets 2 secrets missing, in plain text or not bound");
    }

    @Test
    void showsThePlanAndTheFindings() throws IOException {
        Pages.everything(directory, UnaryOperator.identity());

        Shown page = shown();
        assertThat(page.texts("//section[@id='plan']//tr[th='migration']/td"))
                .containsExactly("DB/0002_prices.sql", "pending", "applied, 3 statements");
        assertThat(page.section("plan"))
                .contains(
                        "The gate clean-tree would stop it: 2 files are not committed",
                        "The way back: there is none that was proven",
                        "nothing is live yet");
        assertThat(page.section("findings"))
                .contains(
                        "error migrations/0047_quotas.sql:12 rows-lost",
                        "waived migrations/0031_credits.sql:1",
                        "Waived because: rows are counted by hand");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"schemaVersion": 1, "goal"       | is no JSON
                    []                                | is no result of a goal
                    {"schemaVersion": 2}              | has the schema version 2, and this page knows 1
                    {"environments": []}              | has the schema version (none), and this page knows 1
                    {"schemaVersion": 1} {}           | is no JSON
                    """)
    void namesAFileThatItCannotRead(String content, String why) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("status.json"), content);
        files().writePage();

        assertThat(shown().section("glance")).contains("unreadable status.json the file " + why);
        assertThat(shown().section("live"))
                .contains("target/d4/status.json " + why + ". mvn d4:status writes it again.");
        assertThat(shown().section("sources")).contains("status.json d4:status unreadable it " + why);
    }

    @Test
    void takesNothingInAFileForGranted() throws IOException {
        for (String file : List.of("status", "audit", "migrations", "secrets", "plan", "lint", "result")) {
            Files.writeString(directory.resolve(file + ".json"), """
                    {"schemaVersion": 1, "goal": 7, "environments": [null, 3, {"live": [], "databases": [{}]}], "deltas": [{}],
                     "databases": [{"migrations": [{"state": "ODD"}]}], "secrets": {}, "plan": "x", "findings": [{"line": "x"}],
                     "steps": [{"durationMillis": -4}], "checklist": {"gates": "none"}, "started": "yesterday"}
                    """);
        }
        files().writePage();

        assertThat(shown().section("runs")).contains("No gate looked at anything.", "yesterday");
        assertThat(shown().section("migrations")).contains("ODD");
    }

    @Test
    void tellsWhenAFileWasWrittenThatDoesNotSayOfWhenItIs() throws IOException {
        files().write(Lints.report(List.of()));
        Files.setLastModifiedTime(directory.resolve("lint.json"), FileTime.from(Instant.parse("2026-02-16T08:00:00Z")));
        files().writePage();

        assertThat(shown().section("findings")).contains("From d4:lint, file written 2026-02-16 08:00 UTC.");
    }

    @Test
    void namesTheGoalThatWroteTheFindingsInMigrationFiles() throws IOException {
        LintReport found = Lints.report(List.of());
        Subject check = new Subject("d4:check", "shop 1.0.0", Optional.empty(), true, Optional.empty());
        files().write(new LintReport(
                check, found.version(), found.extent(), found.tally(), found.rules(), found.findings()));

        assertThat(shown().section("findings")).contains("From d4:check, file written ");
    }

    @Test
    void saysThatNoUserMetWhatHappenedOnTheEmbeddedCloudflareAlone() throws IOException {
        files().write(Reports.release());
        assertThat(shown().texts("//header")).first().asString().contains("No user met any of it.");

        files().write(Statuses.report(Statuses.calm("staging")));
        assertThat(shown().texts("//header")).first().asString().doesNotContain("No user met any of it.");
        assertThat(shown().texts("//article//span[@class='chip note']")).containsExactly("embedded Cloudflare");
    }

    @Test
    void leavesNamesThatTryEverythingWithoutAnyEffect() throws IOException {
        Pages.hostile(directory);

        Shown page = shown();
        assertThat(page.texts(
                        "//script | //img | //iframe | //object | //link | //form | //@style | //@src | //@onerror"))
                .isEmpty();
        assertThat(page.texts("//@href")).isNotEmpty().allMatch(target -> target.matches("#[a-z0-9-]+"));
        assertThat(page.section("live"))
                .contains("<script>document.title='hacked'", "\\u202edlrow\\u202c\\u0007\\u001b[2J");
        assertThat(page.section("audit"))
                .as("findings, changes, bindings, the token")
                .contains(
                        "production<script>document.title='hacked'",
                        "STRIPE_SECRET_KEY<script>document.title='hacked'",
                        "FRONTEND_URL<script>document.title='hacked'",
                        "Workers Scripts Read<script>document.title='hacked'",
                        "worker binding FRONTEND_URL<script>");
        assertThat(page.section("site")).contains("aixord-webapp-ui<script>document.title='hacked'");
        assertThat(page.source()).doesNotContain("\u202E", "\u202C", "\u0007", "\u001b", "<script", "<img");
        assertThat(page.source().length()).isLessThan(2_000_000);
    }

    @Test
    void showsAllPartsOfAnAuditInTheFixtureOfEverything() throws IOException {
        Pages.everything(directory, UnaryOperator.identity());

        assertThat(shown().section("audit"))
                .contains("secret-missing", "Since an earlier audit", "FRONTEND_URL", "It may");
    }

    @Test
    void cutsAVeryLongNameAndSaysHowMuchIsLeftOut() throws IOException {
        Pages.hostile(directory);

        assertThat(shown().texts("//*[@class='more'] | //h4 | //caption | //th | //td | //strong"))
                .allMatch(text -> text.length() < 4_500)
                .anyMatch(text -> text.matches(".*\u2026 and [0-9]+ more characters.*"));
    }

    @Test
    void asksForNothingAndRunsNothing() throws IOException {
        Pages.everything(directory, UnaryOperator.identity());

        assertThat(shown().texts("//meta[@http-equiv='Content-Security-Policy']/@content"))
                .singleElement()
                .asString()
                .matches(
                        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'");
        assertThat(shown().source()).doesNotContain("@import", "url(", "<script");
    }

    @Test
    void masksWhatAnEarlierBuildWroteBeforeItKnewTheSecret() throws IOException {
        files().write(Reports.release());
        new ReportFiles(directory, text -> text.replace("7f3b8c52", "[secret]")).writePage();

        assertThat(shown().source()).contains("[secret]").doesNotContain("7f3b8c52");
    }

    private ReportFiles files() {
        return new ReportFiles(directory, UnaryOperator.identity());
    }

    private Shown shown() throws IOException {
        return Shown.in(directory);
    }
}
