package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesDeploymentRequest.Part;
import com.pmerit.d4.cloudflare.PagesProject;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Output;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.Wrangler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles what runs on Pages with the project's own wrangler: {@code _worker.js} of the output, or else the directory
 * {@code functions} beside the package. Wrangler writes the very form that it would upload.
 */
final class FunctionsCompiler {
    private static final int LINES = 12;
    private static final String BUNDLE = "_worker.bundle";
    private static final String ROUTES = "_routes.json";
    private static final String ROUTING = "functions-filepath-routing-config.json";
    private static final List<String> CONFIGS = List.of("wrangler.json", "wrangler.jsonc", "wrangler.toml");

    private final Processes processes;
    private final Path workDirectory;
    private final Duration timeLimit;

    FunctionsCompiler(Processes processes, Path workDirectory, Duration timeLimit) {
        this.processes = processes;
        this.workDirectory = workDirectory;
        this.timeLimit = timeLimit;
    }

    /** What became of it. */
    sealed interface Compiled {}

    /** The parts of a deployment that run; none when the site has nothing that runs. */
    record Parts(List<Part> parts) implements Compiled {}

    /** It does not compile. */
    record Failed(SiteBuild.Impossible why) implements Compiled {}

    Compiled compile(SitePlacement placement, PagesProject project) throws IOException, InterruptedException {
        boolean worker = Files.exists(placement.output().resolve("_worker.js"));
        boolean functions = !worker && Files.isDirectory(placement.directory().resolve("functions"));
        if (!worker && !functions) {
            return new Parts(List.of());
        }
        Optional<Wrangler> wrangler = Wrangler.near(placement.directory());
        if (wrangler.isEmpty()) {
            return new Failed(new SiteBuild.Impossible(
                    "the site has Functions, and there is no wrangler in the node_modules of " + placement.directory()
                            + " or of a directory above it",
                    "npm install --save-dev wrangler (in " + placement.directory() + ")"));
        }
        Optional<String> config = config(placement.directory());
        if (config.isPresent()) {
            return new Failed(new SiteBuild.Impossible(
                    config.get() + " says what the site's Functions are bound to, which d4 does not publish yet",
                    "bind them in the settings of the Pages project, and take pages_build_output_dir out of "
                            + config.get()));
        }
        Files.createDirectories(workDirectory);
        Path scratch = Files.createTempDirectory(workDirectory, "functions-");
        try {
            Outcome outcome = processes.run(command(wrangler.get(), placement, project, scratch));
            return outcome(outcome, placement, functions, scratch);
        } finally {
            Removal.of(scratch);
        }
    }

    private Command command(Wrangler wrangler, SitePlacement placement, PagesProject project, Path scratch) {
        PagesProject.FunctionsRuntime runtime =
                placement.branch().isPresent() ? project.preview() : project.production();
        List<String> arguments = new ArrayList<>(List.of(
                "pages",
                "functions",
                "build",
                placement.directory().resolve("functions").toString(),
                "--outfile",
                scratch.resolve(BUNDLE).toString(),
                "--build-output-directory",
                placement.output().toString(),
                "--output-routes-path",
                scratch.resolve(ROUTES).toString(),
                "--output-config-path",
                scratch.resolve(ROUTING).toString()));
        runtime.compatibilityDate().ifPresent(date -> arguments.addAll(List.of("--compatibility-date", date)));
        runtime.compatibilityFlags().forEach(flag -> arguments.addAll(List.of("--compatibility-flags", flag)));
        return wrangler.command(placement.directory(), workDirectory.resolve("wrangler-logs"), arguments)
                .isolatedFromTheBuild()
                .within(timeLimit);
    }

    private static Compiled outcome(Outcome outcome, SitePlacement placement, boolean functions, Path scratch)
            throws IOException {
        if (outcome instanceof Outcome.Exited exited && exited.code() == 0) {
            return new Parts(parts(placement, functions, scratch));
        }
        if (outcome instanceof Outcome.NotFound missing) {
            return new Failed(new SiteBuild.Impossible("'" + missing.program() + "' cannot be run", missing.remedy()));
        }
        String typed = "npx wrangler pages functions build --build-output-directory " + placement.output() + " (in "
                + placement.directory() + ")";
        if (outcome instanceof Outcome.TimedOut late) {
            return failed(
                    "wrangler was still compiling the site's Functions after "
                            + late.limit().toSeconds() + " s",
                    late.standardOutput(),
                    typed);
        }
        Outcome.Exited exited = (Outcome.Exited) outcome;
        return failed(
                "wrangler could not compile the site's Functions (exit code " + exited.code() + ")",
                exited.standardOutput(),
                typed);
    }

    private static Failed failed(String why, Output output, String remedy) {
        return new Failed(new SiteBuild.Impossible(why, output.lastLines(LINES), remedy));
    }

    /** In the order in which wrangler sends them; routes that the project wrote itself come before those that wrangler makes. */
    private static List<Part> parts(SitePlacement placement, boolean functions, Path scratch) throws IOException {
        List<Part> parts = new ArrayList<>();
        if (functions) {
            add(parts, ROUTING, scratch.resolve(ROUTING));
        }
        add(parts, BUNDLE, scratch.resolve(BUNDLE));
        Path own = placement.output().resolve(ROUTES);
        add(parts, ROUTES, Files.isRegularFile(own) ? own : scratch.resolve(ROUTES));
        return parts;
    }

    private static void add(List<Part> parts, String name, Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            parts.add(new Part(name, Files.readAllBytes(file)));
        }
    }

    private static Optional<String> config(Path directory) throws IOException {
        for (String name : CONFIGS) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file) && Files.readString(file).contains("pages_build_output_dir")) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
