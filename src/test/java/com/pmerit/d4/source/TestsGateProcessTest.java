package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Output;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestsGateProcessTest {
    private static final String TEST = "require('node:test')";

    @TempDir
    Path directory;

    @Test
    void failsWithoutAPackage() throws InterruptedException {
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.summary())
                                .isEqualTo("there is no npm package, so no test was executed"));
    }

    @Test
    void failsWhenThereIsNoPackageFile() throws InterruptedException {
        Verdict.Failed failed = failure(new TemporaryPackage(directory.resolve("worker")).tested());

        assertThat(failed.summary()).startsWith("worker: there is no package.json in ");
    }

    @Test
    void failsWhenThePackageFileIsNotJson() throws Exception {
        Verdict.Failed failed =
                failure(worker().with("package.json", "{ scripts: }").tested());

        assertThat(failed.summary()).endsWith("package.json is not JSON");
        assertThat(failed.details()).isNotEmpty();
    }

    @Test
    void failsWhenTheScriptIsMissingAndNamesThoseThatExist() throws Exception {
        Verdict.Failed failed =
                failure(worker("build", "vite build", "tests", "vitest run").tested());

        assertThat(failed.summary()).isEqualTo("worker: package.json has no script test:run; it has build, tests");
        assertThat(failed.remedy()).startsWith("add the script to ").contains("worker/package.json");
    }

    @Test
    void failsWhenTheScriptThatThePomNamesIsMissingAlthoughTheUsualOneIsThere() throws Exception {
        TestPlan usual = worker("test", "node --test").tested();
        TestPlan named = new TestPlan(usual.npmPackage(), Optional.of("test:ci"), Optional.empty(), usual.timeLimit());

        assertThat(failure(named).summary()).contains("has no script test:ci; it has test");
    }

    @Test
    void failsOnThePlaceholderOfNpmInit() throws Exception {
        Verdict.Failed failed = failure(
                worker("test", "echo \"Error: no test specified\" && exit 1").tested());

        assertThat(failed.summary()).contains("the placeholder of npm init, which tests nothing");
    }

    @Test
    void failsOnAScriptThatAsksForWatchModeWithoutRunningIt() throws Exception {
        Verdict.Failed failed = failure(worker("test", "node --test --watch").tested());

        assertThat(failed.summary()).contains("asks for watch mode by '--watch'");
        assertThat(failed.remedy()).contains("test:run");
    }

    @Test
    void failsOnARunnerThatWaitsForChangesUntilItsTimeIsUp() throws Exception {
        Finding finding = judged(new Outcome.TimedOut(
                Duration.ofSeconds(90),
                new Output("Tests  3 passed (3)\n PASS  Waiting for file changes...\n", false),
                new Output("", false)));

        assertThat(((Finding.Bad) finding).why().summary())
                .isEqualTo("the tests wait for the next change ('Waiting for file changes') and never end");
    }

    @Test
    void failsOnTestsThatHang() throws Exception {
        Finding finding = judged(new Outcome.TimedOut(
                Duration.ofSeconds(90), new Output("connecting to db\n", false), new Output("", false)));

        Verdict.Failed failed = ((Finding.Bad) finding).why();
        assertThat(failed.summary()).isEqualTo("the tests did not end within 90 s and were stopped");
        assertThat(failed.details()).containsExactly("connecting to db");
    }

    @Test
    void failsWhenATestFailsAndNamesItBeforeTheEndOfTheOutput() throws Exception {
        Verdict.Failed failed = failure(worker("test", "node --test")
                .with("a.test.js", TEST + "('adds', () => { throw new Error('two and two') })")
                .with("b.test.js", TEST + "('takes', () => {})")
                .tested());

        assertThat(failed.summary()).isEqualTo("worker: 1 of 2 tests failed");
        assertThat(failed.details()).hasSize(1 + NpmScript.LAST_LINES).startsWith("adds: two and two");
        assertThat(failed.details().get(NpmScript.LAST_LINES)).startsWith("# duration_ms ");
        assertThat(failed.remedy()).startsWith("npm run test (in ");
    }

    @Test
    void failsWhenATestFailsAndTheScriptHidesIt() throws Exception {
        Verdict.Failed failed = failure(worker("test", "node --test || exit 0")
                .with("a.test.js", TEST + "('adds', () => { throw new Error('two and two') })")
                .tested());

        assertThat(failed.summary()).isEqualTo("worker: 1 test failed, and the script ended with exit code 0");
        assertThat(failed.details()).startsWith("adds: two and two");
    }

    @Test
    void failsWhenThereIsNoTest() throws Exception {
        assertThat(failure(worker("test", "node --test").tested()).summary())
                .isEqualTo("worker: no test was executed: there is none, or all are skipped");
    }

    @Test
    void failsWhenEveryTestIsSkipped() throws Exception {
        TemporaryPackage skips = worker("test", "node --test").with("a.test.js", TEST + ".skip('adds', () => {})");

        assertThat(failure(skips.tested()).summary()).contains("no test was executed");
    }

    @Test
    void failsWhenATestFileDeclaresNoTest() throws Exception {
        TemporaryPackage empty = worker("test", "node --test").with("a.test.js", "console.log('soon')");

        assertThat(failure(empty.tested()).summary()).contains("no test was executed");
    }

    @Test
    void failsWhenTheScriptDoesNothingAndEndsWell() throws Exception {
        Verdict.Failed failed =
                failure(worker("test", "node -e \"console.log('all fine')\"").tested());

        assertThat(failed.summary()).contains("how many were executed cannot be read from their output");
        assertThat(failed.details()).contains("all fine");
        assertThat(failed.remedy()).contains("<testCount>");
    }

    @Test
    void failsWhenNpmIsMissing() throws Exception {
        TestPlan plan = worker("test", "node --test").tested();
        ScrubbedEnvironment withoutNpm = new ScrubbedEnvironment(
                Map.of("PATH", directory.toString()), Set.of(), Set.of(), known -> Redactor.of(known)::mask);

        Verdict verdict = gate(new Processes(withoutNpm), plan).check();

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.summary()).isEqualTo("worker: npm is not installed");
            assertThat(failed.remedy()).contains("install Node.js");
        });
    }

    @Test
    void reportsEveryPackageThatFails() throws Exception {
        TestPlan worker = worker("test", "node --test").tested();
        TestPlan site = TemporaryPackage.withScripts(directory.resolve("site"), "build", "x")
                .tested();

        Verdict.Failed failed = failure(worker, site);

        assertThat(failed.summary()).contains("worker: no test was executed").contains("; site: package.json has no");
        assertThat(failed.remedy()).contains("worker: write a test").contains("site: add the script");
    }

    @Test
    void passesAndCountsTheTestsOfAllPackages() throws Exception {
        TestPlan worker = worker("test:run", "node --test", "test", "exit 1")
                .with("a.test.js", TEST + "('adds', () => {}); " + TEST + "('takes', () => {})")
                .tested();
        TestPlan site = TemporaryPackage.withScripts(directory.resolve("site"), "test", "node --test")
                .with("a.test.js", TEST + "('shows', () => {})")
                .tested();

        assertThat(verdict(worker, site))
                .isEqualTo(new Verdict.Passed("3 tests in 2 packages", List.of("worker: 2 tests", "site: 1 test")));
    }

    @Test
    void countsByTheTeamsOwnPatternAndNotInTheCommandLineThatNpmWouldPrint() throws Exception {
        TestPlan usual =
                worker("test", "node -e \"console.log('ran 7 checks')\"").tested();
        TestPlan counted = new TestPlan(
                usual.npmPackage(), Optional.empty(), Optional.of(Pattern.compile("ran (\\d+)")), usual.timeLimit());

        assertThat(verdict(counted).summary()).isEqualTo("7 tests in 1 package");
    }

    @Test
    void refusesAPatternThatShowsNoNumber() throws Exception {
        TestPlan usual = worker().tested();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TestPlan(
                        usual.npmPackage(),
                        Optional.empty(),
                        Optional.of(Pattern.compile("ran \\d+")),
                        usual.timeLimit()))
                .withMessageContaining("ran \\d+");
    }

    @Test
    void runsTestsAsABuildServerDoesAndWithoutItsSecrets() throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CLOUDFLARE_API_TOKEN", "hunter2-hunter2");
        TestPlan plan = worker("test", "node --test")
                .with(
                        "a.test.js",
                        TEST + "('sees', () => { require('fs').writeFileSync('seen', JSON.stringify(process.env)) })")
                .tested();

        Verdict verdict = gate(
                        new Processes(new ScrubbedEnvironment(
                                environment, Set.of(), Set.of(), known -> Redactor.of(known)::mask)),
                        plan)
                .check();

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(Files.readString(directory.resolve("worker/seen")))
                .contains("\"CI\":\"true\"")
                .doesNotContain("CLOUDFLARE_API_TOKEN")
                .doesNotContain("hunter2");
    }

    @Test
    void readsTheWorkingTreeBeforeItRunsAnything() throws Exception {
        TemporaryRepository repository = new TemporaryRepository(directory).initialised();
        TestPlan plan = worker("test", "node --test")
                .with("a.test.js", TEST + "('writes', () => { require('fs').writeFileSync('left-behind', '') })")
                .tested();
        repository.committed();
        Processes processes = TemporaryRepository.processes(directory);
        WorkTree tree = new WorkTree(new Git(processes, directory));

        new TestsGate(List.of(plan), new NpmInstall(processes, tree, Duration.ofMinutes(2)), processes).check();

        assertThat(directory.resolve("worker/left-behind")).exists();
        assertThat(new CleanTreeGate(tree).check()).isInstanceOf(Verdict.Passed.class);
    }

    private TemporaryPackage worker(String... scripts) throws IOException {
        return TemporaryPackage.withScripts(directory.resolve("worker"), scripts);
    }

    private Finding judged(Outcome outcome) throws IOException {
        TestPlan plan = worker("test", "vitest").tested();
        PackageFile file =
                ((Answer.Known<PackageFile>) PackageFile.in(plan.npmPackage().directory())).value();
        Processes processes = TemporaryRepository.processes(directory);
        return new PackageTests(install(processes), processes).judge(plan, new NpmScript(file, "test"), outcome);
    }

    private Verdict.Failed failure(TestPlan... plans) throws InterruptedException {
        return (Verdict.Failed) verdict(plans);
    }

    private Verdict verdict(TestPlan... plans) throws InterruptedException {
        return gate(TemporaryRepository.processes(directory), plans).check();
    }

    private TestsGate gate(Processes processes, TestPlan... plans) {
        return new TestsGate(List.of(plans), install(processes), processes);
    }

    private NpmInstall install(Processes processes) {
        return new NpmInstall(processes, new WorkTree(new Git(processes, directory)), Duration.ofMinutes(2));
    }
}
