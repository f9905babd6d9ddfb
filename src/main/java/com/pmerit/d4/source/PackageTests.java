package com.pmerit.d4.source;

import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.source.Answer.Known;
import com.pmerit.d4.source.Answer.Unknown;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Output;
import com.pmerit.d4.tool.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the tests of one package and reads how many there were. */
final class PackageTests {
    private static final String NPM_PLACEHOLDER = "Error: no test specified";

    private final NpmInstall install;
    private final Processes processes;
    private final WatchMode watchMode = new WatchMode();

    PackageTests(NpmInstall install, Processes processes) {
        this.install = install;
        this.processes = processes;
    }

    Finding look(TestPlan plan) throws InterruptedException {
        String name = plan.npmPackage().name();
        Path directory = plan.npmPackage().directory();
        Answer<PackageFile> described = PackageFile.in(directory);
        if (described instanceof Unknown<PackageFile> unknown) {
            return new Finding.Bad(name, unknown.asFailure());
        }
        PackageFile file = ((Known<PackageFile>) described).value();
        String script = chosen(plan, file);
        Optional<Verdict.Failed> unfit = unfit(file, script);
        if (unfit.isPresent()) {
            return new Finding.Bad(name, unfit.get());
        }
        if (install.prepare(directory) instanceof Unknown<PackageFile> unknown) {
            return new Finding.Bad(name, unknown.asFailure());
        }
        NpmScript npmScript = new NpmScript(file, script);
        return judge(plan, npmScript, npmScript.run(processes, plan.timeLimit()));
    }

    private static String chosen(TestPlan plan, PackageFile file) {
        return plan.script()
                .orElseGet(() -> TestPlan.USUAL_SCRIPTS.stream()
                        .filter(file.scripts()::containsKey)
                        .findFirst()
                        .orElse(TestPlan.USUAL_SCRIPTS.get(0)));
    }

    private Optional<Verdict.Failed> unfit(PackageFile file, String script) {
        String line = file.scripts().get(script);
        if (line == null) {
            return Optional.of(NpmScript.missing(file, script));
        }
        if (line.contains(NPM_PLACEHOLDER)) {
            return Optional.of(new Verdict.Failed(
                    "the script " + script + " is still the placeholder of npm init, which tests nothing",
                    "write tests, and let " + script + " in " + file.directory().resolve("package.json")
                            + " run them"));
        }
        return watchMode
                .askedForBy(line)
                .map(words -> watches("the script " + script + " asks for watch mode by '" + words + "'", List.of()));
    }

    /** What the end of the script says about the package's tests. */
    Finding judge(TestPlan plan, NpmScript script, Outcome outcome) {
        String name = plan.npmPackage().name();
        if (outcome instanceof Outcome.NotFound missing) {
            return new Finding.Bad(name, new Verdict.Failed("npm is not installed", missing.remedy()));
        }
        if (outcome instanceof Outcome.TimedOut late) {
            return new Finding.Bad(name, late(script, late));
        }
        Outcome.Exited exited = (Outcome.Exited) outcome;
        Optional<TestCount> count = new TestCounter(plan.count()).read(exited.standardOutput());
        return exited.code() == 0
                ? succeeded(name, script, count, exited.standardOutput())
                : new Finding.Bad(name, failed(script, count, exited));
    }

    private Verdict.Failed late(NpmScript script, Outcome.TimedOut late) {
        List<String> lastWords = late.standardOutput().lastLines(NpmScript.LAST_LINES);
        return watchMode
                .seenIn(late.standardOutput().plain())
                .map(words -> watches("the tests wait for the next change ('" + words + "') and never end", lastWords))
                .orElseGet(() -> new Verdict.Failed(
                        "the tests did not end within " + late.limit().toSeconds() + " s and were stopped",
                        lastWords,
                        script.command() + " to see what hangs, or raise -Dd4.timeLimit"));
    }

    private static Verdict.Failed failed(NpmScript script, Optional<TestCount> count, Outcome.Exited exited) {
        List<String> evidence = evidence(exited.standardOutput());
        if (count.isPresent() && count.get().executed() == 0) {
            return new Verdict.Failed(
                    "no test was executed, and the script ended with exit code " + exited.code(),
                    evidence,
                    script.command());
        }
        String summary = count.filter(known -> known.failed() > 0)
                .map(known -> known.failed() + " of " + Plural.of(known.executed(), "test") + " failed")
                .orElse("the tests ended with exit code " + exited.code());
        return new Verdict.Failed(summary, evidence, script.command());
    }

    /** The failed tests come first: a console has room for few lines, and the last ones seldom tell what failed. */
    private static List<String> evidence(Output output) {
        return Stream.concat(
                        new FailedTests(output.plain()).lines().stream(),
                        output.lastLines(NpmScript.LAST_LINES).stream())
                .toList();
    }

    private static Finding succeeded(String name, NpmScript script, Optional<TestCount> count, Output output) {
        List<String> lastWords = output.lastLines(NpmScript.LAST_LINES);
        if (count.isEmpty()) {
            return new Finding.Bad(
                    name,
                    new Verdict.Failed(
                            "the tests ended well, but how many were executed cannot be read from their output",
                            lastWords,
                            "set <testCount> in the POM (or -Dd4.testCount) to a regular expression whose first group is the number of"
                                    + " executed tests"));
        }
        if (count.get().executed() == 0) {
            return new Finding.Bad(name, noneExecuted(lastWords));
        }
        if (count.get().failed() > 0) {
            return new Finding.Bad(
                    name,
                    new Verdict.Failed(
                            Plural.of(count.get().failed(), "test") + " failed, and the script ended with exit code 0",
                            evidence(output),
                            "mend the tests, and let the script fail when they do: " + script.command()));
        }
        return new Finding.Good(
                name, count.get().executed(), Plural.of(count.get().executed(), "test"));
    }

    private static Verdict.Failed noneExecuted(List<String> lastWords) {
        return new Verdict.Failed(
                "no test was executed: there is none, or all are skipped",
                lastWords,
                "write a test, or let the skipped ones run");
    }

    private static Verdict.Failed watches(String summary, List<String> lastWords) {
        return new Verdict.Failed(
                summary,
                lastWords,
                "let a script test:run run the tests once, such as 'vitest run', or 'jest' without --watch");
    }
}
