package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.tool.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler is played by a script that prints what tsc 5.6 and 7.0 printed for such a package. */
final class TypesGateProcessTest {
    private static final String REFERENCES_ONLY = """
            {
              // as vite's templates have it
              "files": [],
              "references": [{ "path": "./tsconfig.app.json" },],
            }
            """;

    @TempDir
    Path directory;

    @Test
    void failsWithoutAPackage() throws InterruptedException {
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.summary())
                                .isEqualTo("there is no npm package, so nothing was compiled"));
    }

    @Test
    void failsWhenThereIsNothingToCompile() throws Exception {
        Verdict.Failed failed = failure(worker("test", "x").typed());

        assertThat(failed.summary())
                .startsWith("worker: nothing was compiled: there is neither a tsconfig.json nor a script typecheck");
        assertThat(failed.remedy()).contains("<typed>false</typed>");
    }

    @Test
    void failsWhenTheScriptThatThePomNamesIsMissing() throws Exception {
        TypesPlan usual = worker("typecheck", "x").typed();
        TypesPlan named = new TypesPlan(usual.npmPackage(), true, Optional.of("check"), usual.timeLimit());

        assertThat(failure(named).summary()).isEqualTo("worker: package.json has no script check; it has typecheck");
    }

    @Test
    void failsWhenTheCompilerIsNotInstalled() throws Exception {
        Verdict.Failed failed = failure(worker().with("tsconfig.json", "{}").typed());

        assertThat(failed.summary()).contains("the TypeScript compiler is not installed for ");
        assertThat(failed.remedy()).startsWith("npm install --save-dev typescript");
    }

    @Test
    void failsWithTheCompilersComplaints() throws Exception {
        Verdict.Failed failed = failure(
                worker().with("tsconfig.json", "{}").withProgram("tsc", """
                        console.log("4:35:18 PM - Building project 'tsconfig.json'...\\n");
                        console.log("src/x.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.");
                        console.log("/home/dev/shop/src/x.ts");
                        process.exitCode = 1;
                        """).typed());

        assertThat(failed.summary()).isEqualTo("worker: the type check failed with exit code 1");
        assertThat(failed.details())
                .containsExactly("src/x.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.");
        assertThat(failed.remedy()).startsWith("npx tsc -b (in ");
    }

    @Test
    void failsWhenTheCompilerEndsWellAndNamesNoFile() throws Exception {
        Verdict.Failed failed = failure(worker().with("tsconfig.json", "{}")
                .withProgram("tsc", "console.log('/home/dev/shop/node_modules/typescript/lib/lib.d.ts')")
                .typed());

        assertThat(failed.summary()).contains("nothing was compiled: tsc -b ended well and named no file");
    }

    @Test
    void failsWhenTheScriptFails() throws Exception {
        Verdict.Failed failed =
                failure(worker("typecheck", "node -e \"console.log('x.ts: error TS1'); process.exit(2)\"")
                        .typed());

        assertThat(failed.summary()).isEqualTo("worker: the type check failed with exit code 2");
        assertThat(failed.details()).anyMatch(line -> line.contains("error TS1"));
        assertThat(failed.remedy()).startsWith("npm run typecheck (in ");
    }

    @Test
    void failsWhenTheScriptWatches() throws Exception {
        assertThat(failure(worker("typecheck", "tsc --noEmit --watch").typed()).summary())
                .contains("asks for watch mode by '--watch'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsc --noEmit", "tsc", "npm run lint && tsc --noEmit --strict"})
    void failsWhenTheScriptFollowsNoReferences(String script) throws Exception {
        Verdict.Failed failed = failure(worker("typecheck", script)
                .with("tsconfig.json", REFERENCES_ONLY)
                .typed());

        assertThat(failed.summary()).contains("the script typecheck compiles nothing");
        assertThat(failed.remedy()).endsWith("be 'tsc -b'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsc -b", "tsc --build", "tsc -p tsconfig.app.json", "vue-tsc --noEmit"})
    void runsAScriptThatCompilesSomethingElseThanTheEmptyConfiguration(String script) throws Exception {
        TypesPlan plan = worker("typecheck", script)
                .with("tsconfig.json", REFERENCES_ONLY)
                .withProgram("tsc", "")
                .withProgram("vue-tsc", "")
                .typed();

        assertThat(verdict(plan))
                .isEqualTo(new Verdict.Passed(
                        "1 package without type errors", List.of("worker: by its script typecheck")));
    }

    @Test
    void countsTheFilesThatTheCompilerLookedAt() throws Exception {
        TypesPlan plan =
                worker().with("tsconfig.json", "{}").withProgram("tsc", """
                        if (process.argv.slice(2).join(" ") !== "-b --verbose --listFiles") throw new Error("asked otherwise");
                        console.log("/home/dev/shop/node_modules/typescript/lib/lib.d.ts");
                        console.log("/home/dev/shop/src/x.ts\\n/home/dev/shop/src/y.tsx");
                        """).typed();

        assertThat(verdict(plan).details()).containsExactly("worker: 2 files by tsc -b");
    }

    @Test
    void acceptsACompilerThatFindsAllUpToDate() throws Exception {
        TypesPlan plan = worker().with("tsconfig.json", "{}")
                .withProgram(
                        "tsc",
                        "console.log(\"04:36:13 PM - Project 'tsconfig.json' is up to date because newest input 'src/x.ts'"
                                + " is older than output 'tsconfig.tsbuildinfo'\")")
                .typed();

        assertThat(verdict(plan).details()).containsExactly("worker: 1 project already up to date by tsc -b");
    }

    @Test
    void findsTheCompilerInADirectoryAboveThePackage() throws Exception {
        TypesPlan plan = worker().with("tsconfig.json", "{}").typed();
        new TemporaryPackage(directory).withProgram("tsc", "console.log('/home/dev/shop/src/x.ts')");

        assertThat(verdict(plan).details()).containsExactly("worker: 1 file by tsc -b");
    }

    @Test
    void exemptsAPackageThatIsDeclaredToBeJavaScript() throws Exception {
        TypesPlan plain = plain("site");
        TypesPlan typed = worker("typecheck", "node --version").typed();

        assertThat(verdict(typed, plain).details())
                .containsExactly("worker: by its script typecheck", "site: exempt by configuration");
    }

    @Test
    void isSkippedWhenEveryPackageIsDeclaredToBeJavaScript() throws Exception {
        assertThat(verdict(plain("worker"), plain("site")))
                .isEqualTo(new Verdict.Skipped("every package is declared to be plain JavaScript"));
    }

    private TypesPlan plain(String name) throws IOException {
        TypesPlan typed = TemporaryPackage.withScripts(directory.resolve(name)).typed();
        return new TypesPlan(typed.npmPackage(), false, Optional.empty(), typed.timeLimit());
    }

    private TemporaryPackage worker(String... scripts) throws IOException {
        return TemporaryPackage.withScripts(directory.resolve("worker"), scripts);
    }

    private Verdict.Failed failure(TypesPlan... plans) throws InterruptedException {
        return (Verdict.Failed) verdict(plans);
    }

    private Verdict verdict(TypesPlan... plans) throws InterruptedException {
        Processes processes = TemporaryRepository.processes(directory);
        WorkTree tree = new WorkTree(new Git(processes, directory));
        return new TypesGate(List.of(plans), new NpmInstall(processes, tree, Duration.ofMinutes(2)), processes).check();
    }
}
