package com.pmerit.d4.source;

import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import java.time.Duration;

/** A script of a {@code package.json}, run as on a build server: once, {@code CI=true}, with nobody to answer. */
final class NpmScript {
    static final int LAST_LINES = 20;
    private static final int OUTPUT_LIMIT = 4 << 20;

    private final PackageFile file;
    private final String name;

    NpmScript(PackageFile file, String name) {
        this.file = file;
        this.name = name;
    }

    /** Silent is npm, not the script: npm would print the command line, in which words of a summary may stand. */
    Outcome run(Processes processes, Duration timeLimit) throws InterruptedException {
        return processes.run(Command.of(file.directory(), "npm", "run", "--silent", name)
                .with("CI", "true")
                .withMergedOutput()
                .keeping(OUTPUT_LIMIT)
                .within(timeLimit));
    }

    /** The command by which a person runs it. */
    String command() {
        return "npm run " + name + " (in " + file.directory() + ")";
    }

    /** The failure when the script is not there. */
    static Verdict.Failed missing(PackageFile file, String wanted) {
        String present = file.scripts().isEmpty()
                ? "it has no scripts at all"
                : "it has " + String.join(", ", file.scripts().keySet());
        return new Verdict.Failed(
                "package.json has no script " + wanted + "; " + present,
                "add the script to " + file.directory().resolve("package.json") + ", or name another one in the POM");
    }
}
