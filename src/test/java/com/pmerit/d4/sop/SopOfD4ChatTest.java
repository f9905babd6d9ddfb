package com.pmerit.d4.sop;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.report.SopMarkdown;
import com.pmerit.d4.report.SopReport;
import com.pmerit.d4.report.Subject;
import com.pmerit.d4.smoke.Answer;
import com.pmerit.d4.smoke.Transport;
import com.pmerit.d4.sop.LastChecklist.GateVerdict;
import com.pmerit.d4.source.Git;
import com.pmerit.d4.source.TemporaryRepository;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The team's own SOP, and variations of its lines, held against its project and an account as the SOP tells of it. */
final class SopOfD4ChatTest {
    @TempDir
    private static Path directory;

    private static ChatAccount account;
    private static ProjectState state;
    private static Git git;

    @BeforeAll
    static void prepare() throws Exception {
        account = new ChatAccount(directory);
        state = new StateReader(account.api())
                .read(account.contract(), Review.countedTables(statements()), checklist());
        Path project = account.contract().project().directory();
        new TemporaryRepository(project).initialised().committed();
        git = new Git(
                new Processes(new ScrubbedEnvironment(
                        Map.of("PATH", System.getenv("PATH")), Set.of(), Set.of(), known -> Redactor.of(known)::mask)),
                project);
    }

    @AfterAll
    static void stop() throws IOException {
        account.close();
    }

    @Test
    void judgesEachCommandAndEachClaimOfTheTeamsSop() throws Exception {
        String judged =
                review(statements()).stream().map(SopOfD4ChatTest::line).collect(Collectors.joining("\n", "", "\n"));

        assertThat(judged).isEqualTo(resource("d4-chat-judged.txt"));
    }

    @Test
    void showsTheValueOfNoVariableThatLooksLikeASecret() throws Exception {
        assertThat(review(statements()).toString()).doesNotContain("aixord-d4-backend-salt-2026");
    }

    @Test
    void contradictsACommandThatIsThereForStagingAndWouldHitProduction() throws Exception {
        assertThat(contradiction("""
                ```bash
                # Staging first
                wrangler deploy
                ```
                """))
                .isEqualTo(
                        "it is there for staging and would hit production, whose Worker is aixord-router-worker: that"
                                + " takes --env staging");
    }

    @Test
    void contradictsACommandForAnEnvironmentThatThereIsNot() throws Exception {
        assertThat(contradiction("Ship by `wrangler deploy --env canary`"))
                .isEqualTo("the wrangler config has no env.canary that the POM knows");
    }

    @Test
    void contradictsAMigrationOfADatabaseThatTheEnvironmentDoesNotBind() throws Exception {
        assertThat(contradiction("Run `wrangler d1 migrations apply aixord-db --env staging --remote`"))
                .isEqualTo("staging binds no database aixord-db, but [DB (aixord-db-staging)]");
    }

    @Test
    void takesAMigrationThatNamesItsDatabaseAndIsRemoteForWhatAReleaseDoes() throws Exception {
        assertThat(only("Run `npx wrangler d1 migrations apply DB --env=staging --remote`"))
                .isEqualTo(new Ruling.Enforced(
                        "mvn deploy -Pstaging", "its step migrate; alone: mvn d4:migrate -Pstaging"));
    }

    @Test
    void contradictsAScriptThatOneOfThePackagesLacks() throws Exception {
        assertThat(contradiction("- [ ] Lint: `npm run lint`"))
                .isEqualTo(
                        "products/aixord-router-worker/package.json has no script lint, but [test:run, typecheck, dev];"
                                + " products/aixord-webapp-ui/package.json has no script lint, but [build, build:staging,"
                                + " test:run, typecheck, dev]");
        assertThat(contradiction("""
                ```bash
                # From: products/aixord-router-worker/
                npm run build
                ```
                """)).startsWith("products/aixord-router-worker/package.json has no script build");
    }

    @Test
    void doesNotTakeAnEnvironmentThatIsNamedAsideForTheOneThatACommandIsFor() throws Exception {
        assertThat(only("After staging is well, `wrangler deploy`")).isInstanceOf(Ruling.Enforced.class);
    }

    @Test
    void sendsNothingButAQuestion() throws Exception {
        assertThat(only("`curl -X DELETE https://aixord-router-worker.peoplemerit.workers.dev/health`"))
                .isInstanceOf(Ruling.NotUnderstood.class);
        assertThat(only("`curl -H 'Authorization: x' https://aixord-router-worker.peoplemerit.workers.dev/me`"))
                .isInstanceOf(Ruling.NotUnderstood.class);
    }

    @Test
    void judgesNoSentenceByANameThatStandsInIt() throws Exception {
        assertThat(judged("Copy `aixord-db` to staging. Mind the `users` table of the database."))
                .extracting(Judgement::ruling)
                .hasSize(2)
                .allSatisfy(ruling -> assertThat(ruling).isInstanceOf(Ruling.NotUnderstood.class));
    }

    @Test
    void contradictsADatabaseThatNoEnvironmentBinds() throws Exception {
        assertThat(contradiction("""
                | Component | Platform | URL |
                |---|---|---|
                | Database | Cloudflare D1 | `aixord-db` (staging) / `aixord-old` (prod) |
                """)).isEqualTo("no environment of the POM binds a D1 database of that name");
    }

    @Test
    void contradictsAPathThatIsNotThere() throws Exception {
        assertThat(contradiction("`curl https://aixord-router-worker.peoplemerit.workers.dev/healthz`"))
                .isEqualTo("/healthz of production answers 404; curl without -f takes that for a success");
    }

    @Test
    void asksNoHostThatThePomDoesNotKnow() throws Exception {
        assertThat(only("`curl https://example.com/health`"))
                .isEqualTo(new Ruling.NotUnderstood(
                        "no environment of the POM is met at example.com, so it was not asked"));
    }

    @Test
    void contradictsAnIdThatIsAnother() throws Exception {
        assertThat(contradiction("""
                ## Staging
                | Binding | Type | ID / Name |
                |---|---|---|
                | `DB` | D1 | `4222a800-ec94-479b-94d2-f1beaa7d01d9` (`aixord-db`) |
                """))
                .isEqualTo("the POM says another for staging: aixord-db-staging, e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9");
    }

    @Test
    void takesDotsInAValueForAnyTextAndNothingElse() throws Exception {
        String table = "| Variable | Production |\n|---|---|\n| `FRONTEND_URL` | `%s` |";

        assertThat(only(table.formatted("...pmerit.com"))).isInstanceOf(Ruling.Enforced.class);
        assertThat(only(table.formatted("https://...com"))).isInstanceOf(Ruling.Enforced.class);
        assertThat(contradiction(table.formatted("...pmerit.org")))
                .isEqualTo("the POM says another for production: https://aixord.pmerit.com");
        assertThat(contradiction(table.formatted("aixord...com"))).startsWith("the POM says another");
    }

    @Test
    void contradictsAVariableThatTheDocumentCallsASecretAndASecretThatItCallsAVariable() throws Exception {
        assertThat(contradiction("""
                | Secret | Purpose |
                |---|---|
                | `AUTH_SALT` | Salt |
                """)).isEqualTo("it is a plain variable in staging and no secret");
        assertThat(contradiction("""
                ## Production
                | Binding | Type | ID / Name |
                |---|---|---|
                | `RESEND_API_KEY` | var | `re_something` |
                """)).isEqualTo("it is a secret in production and no variable");
    }

    @Test
    void contradictsASecretThatIsNotSet() throws Exception {
        assertThat(contradiction("""
                | Secret | Purpose |
                |---|---|
                | `OLD_KEY` | - |
                """)).isEqualTo("staging and production lack it");
    }

    @Test
    void contradictsCountsThatAreNotTrueAnyMore() throws Exception {
        assertThat(contradiction("""
                ## Database Audit
                ### Production (`aixord-db`)
                - **Tables:** 70
                """)).isEqualTo("aixord-db has 68 tables");
        assertThat(contradiction("Production DB is fully tracked (46 migrations applied)."))
                .isEqualTo(
                        "aixord-db lists 3 files, and 43 of the project's are not listed; of the sentence nothing else is judged");
        assertThat(contradiction("- [ ] D1 migrations applied to production before staging"))
                .isEqualTo("in the POM no environment comes after production");
        assertThat(contradiction("""
                ### Schema Delta
                - `users` — from migration 001
                """))
                .isEqualTo("there is no difference in users any more: all databases have it alike, or none has it");
    }

    @Test
    void contradictsADifferenceThatAnotherMigrationMakesOrThatGoesByNoOtherName() throws Exception {
        String delta = "### Schema Delta\n- `%s` — from migration %s";

        assertThat(contradiction(delta.formatted("agent_tasks", "035"))).contains("from 0036_task_queue.sql");
        assertThat(contradiction(delta.formatted("agent_tasks", "036 (agent_state.sql)")))
                .contains("from 0036_task_queue.sql");
        assertThat(contradiction(delta.formatted("secret_access_log", "009, prod uses different naming")))
                .endsWith("no table of the other is like it");
    }

    @Test
    void countsNothingAsEnforcedThatItDoesNotUnderstand() throws Exception {
        assertThat(judged("The moon is full. Releases happen on Mondays only.\n\n`make release`\n\n<b>Tables: 68</b>"))
                .isNotEmpty()
                .extracting(Judgement::ruling)
                .allSatisfy(ruling -> assertThat(ruling).isInstanceOf(Ruling.NotUnderstood.class));
    }

    @Test
    void judgesNothingOfAnAccountThatWasNotRead() throws Exception {
        ProjectState unread =
                StateReader.unread(account.contract(), "Maven is offline (-o)", new LastChecklist.Never());
        List<Judgement> offline = new Review(unread, git, Optional.empty(), own()).of(statements());

        assertThat(offline)
                .filteredOn(each -> each.ruling() instanceof Ruling.Unreadable)
                .extracting(Judgement::text)
                .contains(
                        "Tables: 68",
                        "agent_instances — from migration 035 (agent_state.sql), prod uses different naming")
                .contains("curl https://aixord-router-worker.peoplemerit.workers.dev/health");
        assertThat(offline)
                .filteredOn(each -> each.text().startsWith("wrangler d1 migrations apply"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.ruling()).isInstanceOf(Ruling.Contradicted.class));
    }

    @Test
    void writesTheSopOfWhatIsTrue() {
        assertThat(ids(written(state))).isEqualTo(resource("d4-chat-written.md"));
    }

    @Test
    void contradictsNothingOfWhatItHasWritten() throws Exception {
        assertThat(judged(written(state)))
                .filteredOn(each ->
                        each.ruling() instanceof Ruling.Contradicted || each.ruling() instanceof Ruling.Unreadable)
                .isEmpty();
    }

    @Test
    void saysInItsPlaceWhatCouldNotBeRead() {
        ProjectState unread =
                StateReader.unread(account.contract(), "Maven is offline (-o)", new LastChecklist.Never());

        assertThat(unread.holes()).hasSize(5);
        assertThat(written(unread))
                .contains("**INCOMPLETE:** the following could not be read")
                .contains("Not verified, for what is live could not be read: Maven is offline (-o)")
                .contains("| `DB` | D1 | `4222a800-ec94-479b-94d2-f1beaa7d01d9` (`aixord-db`) | **not verified** |")
                .contains("| `RESEND_API_KEY` | could not be read | could not be read | named |")
                .contains("The checklist was never run here");
    }

    @Test
    void tellsTheRestWhenOneEnvironmentCannotBeRead() throws Exception {
        account.refuses("GET", "/workers/scripts/{script}/deployments");
        ProjectState partly =
                new StateReader(account.api()).read(account.contract(), Set.of(), new LastChecklist.Never());

        assertThat(partly.holes())
                .hasSize(2)
                .allSatisfy(hole -> assertThat(hole).contains("staging", "not today"));
        assertThat(written(partly))
                .contains("Not verified, for what is live could not be read: Could not")
                .contains("Verified 2026-02-17 on the record of the live version")
                .contains("| `RESEND_API_KEY` | could not be read | set | named |")
                .contains("- **Tables:** 70");
    }

    @Test
    void masksWhatItWrites() {
        assertThat(written(state, text -> text.replace("aixord-images", "***")))
                .contains("***")
                .doesNotContain("aixord-images");
    }

    private static String written(ProjectState told) {
        return written(told, UnaryOperator.identity());
    }

    private static String written(ProjectState told, UnaryOperator<String> mask) {
        Subject subject = new Subject("d4:sop", "d4-chat 1.0.0", Optional.empty(), false, Optional.empty());
        List<SopReport.Promise> promises = List.of(
                new SopReport.Promise("tests", "All tests pass"),
                new SopReport.Promise("clean-tree", "No uncommitted changes"));
        return new SopMarkdown(new SopReport(subject, Instant.parse("2026-02-17T10:15:30Z"), told, promises), mask)
                .text();
    }

    private static LastChecklist checklist() {
        return new LastChecklist.Ran(
                Optional.of("staging"),
                false,
                Instant.parse("2026-02-17T09:00:00Z"),
                Optional.empty(),
                List.of(new GateVerdict("tests", "All tests pass", "passed", "30 tests in 2 packages")));
    }

    /** No two accounts have versions with the same ids. */
    private static String ids(String text) {
        String known = text;
        for (EnvironmentState each : state.environments()) {
            known = known.replace(
                    each.versionId().orElseThrow(),
                    "version-of-" + each.environment().name());
            if (each.wayBack().isPresent()) {
                known = known.replace(
                        each.wayBack().get(), "earlier-of-" + each.environment().name());
            }
        }
        return known;
    }

    private static String line(Judgement judgement) {
        String by = judgement.ruling() instanceof Ruling.Enforced enforced ? enforced.by() + ": " : "";
        return String.format(
                Locale.ROOT,
                "%3d %-14s %s%n    %s%s",
                judgement.line(),
                judgement.ruling().getClass().getSimpleName(),
                judgement.text(),
                by,
                judgement.ruling().reason());
    }

    private static String contradiction(String markdown) throws InterruptedException {
        assertThat(only(markdown)).isInstanceOf(Ruling.Contradicted.class);
        return only(markdown).reason();
    }

    /** The ruling on the last of what a document says. */
    private static Ruling only(String markdown) throws InterruptedException {
        List<Judgement> judged = judged(markdown);
        return judged.get(judged.size() - 1).ruling();
    }

    private static List<Judgement> judged(String markdown) throws InterruptedException {
        return review(SopDocument.statements(markdown));
    }

    private static List<Judgement> review(List<Statement> statements) throws InterruptedException {
        Transport healthy = question -> new Answer(question.url().getPath().equals("/health") ? 200 : 404, new byte[0]);
        return new Review(state, git, Optional.of(healthy), own()).of(statements);
    }

    /** All goals that there are. */
    private static Vocabulary own() {
        Set<String> goals = new HashSet<>();
        try (Stream<Path> mojos = Files.list(Path.of("src/main/java/com/pmerit/d4/mojo"))) {
            for (Path mojo : mojos.filter(Files::isRegularFile).toList()) {
                Matcher found =
                        Pattern.compile("@Mojo\\(\\s*name = \"([a-z-]+)\"").matcher(Files.readString(mojo));
                if (found.find()) {
                    goals.add(found.group(1));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Vocabulary(goals, Set.of("tests", "clean-tree"));
    }

    private static List<Statement> statements() {
        return SopDocument.statements(resource("d4-chat.md"));
    }

    private static String resource(String name) {
        try (InputStream in = SopOfD4ChatTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
