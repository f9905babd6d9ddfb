package com.pmerit.d4.source;

import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.source.Answer.Known;
import com.pmerit.d4.source.Answer.Unknown;
import com.pmerit.d4.source.TypeScript.Compilation;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks the types of one package: by its own script, or by {@code tsc -b}. */
final class PackageTypes {
    private final NpmInstall install;
    private final Processes processes;

    PackageTypes(NpmInstall install, Processes processes) {
        this.install = install;
        this.processes = processes;
    }

    Finding look(TypesPlan plan) throws InterruptedException {
        String name = plan.npmPackage().name();
        if (!plan.typed()) {
            return new Finding.Exempt(name);
        }
        Answer<PackageFile> described = PackageFile.in(plan.npmPackage().directory());
        if (described instanceof Unknown<PackageFile> unknown) {
            return new Finding.Bad(name, unknown.asFailure());
        }
        PackageFile file = ((Known<PackageFile>) described).value();
        Optional<String> script = chosen(plan, file);
        Optional<Verdict.Failed> unfit = script.isPresent() ? unfit(file, script.get()) : withoutConfiguration(file);
        if (unfit.isPresent()) {
            return new Finding.Bad(name, unfit.get());
        }
        if (install.prepare(file.directory()) instanceof Unknown<PackageFile> unknown) {
            return new Finding.Bad(name, unknown.asFailure());
        }
        return script.isPresent() ? byScript(plan, new NpmScript(file, script.get()), script.get()) : byCompiler(plan);
    }

    private static Optional<String> chosen(TypesPlan plan, PackageFile file) {
        return plan.script().or(() -> Optional.of(TypesPlan.USUAL_SCRIPT).filter(file.scripts()::containsKey));
    }

    private static Optional<Verdict.Failed> unfit(PackageFile file, String script) {
        String line = file.scripts().get(script);
        if (line == null) {
            return Optional.of(NpmScript.missing(file, script));
        }
        Optional<String> watching = new WatchMode().askedForBy(line);
        if (watching.isPresent()) {
            return Optional.of(new Verdict.Failed(
                    "the script " + script + " asks for watch mode by '" + watching.get() + "' and never ends",
                    "let " + script + " in " + file.directory().resolve("package.json") + " run once"));
        }
        return TypeScriptConfiguration.in(file.directory())
                .filter(configuration -> configuration.isCompiledToNothingBy(line))
                .map(configuration -> new Verdict.Failed(
                        "the script " + script + " compiles nothing: tsconfig.json has no files of its own, only"
                                + " references, and only tsc -b follows those",
                        List.of(script + ": " + line),
                        "let " + script + " in " + file.directory().resolve("package.json") + " be 'tsc -b'"));
    }

    private static Optional<Verdict.Failed> withoutConfiguration(PackageFile file) {
        Path directory = file.directory();
        if (Files.isRegularFile(directory.resolve(TypeScriptConfiguration.FILE))) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.Failed(
                "nothing was compiled: there is neither a tsconfig.json nor a script " + TypesPlan.USUAL_SCRIPT + " in "
                        + directory,
                "npx tsc --init (in " + directory + "), or declare the package to be plain JavaScript in the POM:"
                        + " <typed>false</typed>"));
    }

    private Finding byScript(TypesPlan plan, NpmScript script, String scriptName) throws InterruptedException {
        Outcome outcome = script.run(processes, plan.timeLimit());
        Answer<Compilation> compiled = TypeScript.succeeded(outcome, script.command())
                .then(exited -> new Known<>(new Compilation(1, "by its script " + scriptName)));
        return finding(plan, compiled);
    }

    private Finding byCompiler(TypesPlan plan) throws InterruptedException {
        return finding(plan, new TypeScript(processes, plan.npmPackage().directory()).build(plan.timeLimit()));
    }

    private static Finding finding(TypesPlan plan, Answer<Compilation> compiled) {
        String name = plan.npmPackage().name();
        if (compiled instanceof Unknown<Compilation> unknown) {
            return new Finding.Bad(name, unknown.asFailure());
        }
        Compilation compilation = ((Known<Compilation>) compiled).value();
        return new Finding.Good(name, compilation.measure(), compilation.words());
    }
}
