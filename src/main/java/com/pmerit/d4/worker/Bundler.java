package com.pmerit.d4.worker;

import com.pmerit.d4.contract.Assets;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.Wrangler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the upload of an environment: with the project's own wrangler, whose dry run writes the exact upload, or without
 * any tool when the config says {@code no_bundle}.
 */
public final class Bundler implements BundleSource {
    private static final int LINES_SHOWN = 12;

    private final Worker worker;
    private final Processes processes;
    private final Path workDirectory;
    private final Duration timeLimit;

    /**
     * Prepares a bundler.
     *
     * @param workDirectory where the dry run writes, such as {@code target/d4}
     * @param timeLimit for one run of wrangler, the project's custom build included
     */
    public Bundler(Worker worker, Processes processes, Path workDirectory, Duration timeLimit) {
        this.worker = worker;
        this.processes = processes;
        this.workDirectory = workDirectory;
        this.timeLimit = timeLimit;
    }

    @Override
    public Bundling bundle(Environment environment) throws InterruptedException {
        Optional<Bundling> refusal = BeyondVersions.refusal(environment.wrangler());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            Optional<Bundling> missing = missingAssets(environment);
            if (missing.isPresent()) {
                return missing.get();
            }
            Bundling bundling = environment.script().noBundle()
                    ? new PlainModules().read(worker, environment)
                    : withWrangler(environment);
            return bundling instanceof Bundling.Made made ? withAssets(made.bundle(), environment) : bundling;
        } catch (IllegalArgumentException unusable) {
            return new Bundling.Impossible(
                    "the Worker cannot be uploaded: " + unusable.getMessage(),
                    List.of(),
                    "correct it in " + worker.config().getFileName() + " or in the Worker's files");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot bundle " + worker.directory(), unreadable);
        }
    }

    /** Wrangler says it of a directory that its build command should have made. */
    private Optional<Bundling> missingAssets(Environment environment) {
        return environment
                .script()
                .assets()
                .filter(assets -> !isBuilt(environment) && !Files.isDirectory(assets.directory()))
                .map(assets -> new Bundling.Impossible(
                        "there is no directory " + assets.directory() + ", from which static files are to be published",
                        List.of(),
                        "build them before mvn runs, have build.command in "
                                + worker.config().getFileName()
                                + " build them, or correct "
                                + environment.wrangler().key("assets.directory")
                                + " there"));
    }

    /** The files are read last, for a custom build may have made them. */
    private Bundling withAssets(Bundle bundle, Environment environment) throws IOException {
        Optional<Assets> stated = environment.script().assets();
        if (stated.isEmpty()) {
            return new Bundling.Made(bundle, CodeDigest.of(bundle));
        }
        StaticAssets read = StaticAssets.read(stated.get());
        // The build of another environment writes over these files.
        StaticAssets assets = isBuilt(environment) ? read.keptIn(workDirectory.resolve("assets")) : read;
        Bundle whole = bundle.with(Optional.of(assets));
        return new Bundling.Made(whole, CodeDigest.of(whole));
    }

    private static boolean isBuilt(Environment environment) {
        return WranglerBindings.node(environment.wrangler(), "build").hasNonNull("command");
    }

    private Bundling withWrangler(Environment environment) throws IOException, InterruptedException {
        Optional<Wrangler> wrangler = Wrangler.near(worker.directory());
        if (wrangler.isEmpty()) {
            return new Bundling.Impossible(
                    "there is no wrangler in the node_modules of " + worker.directory() + " or of a directory above it",
                    List.of(),
                    "npm install --save-dev wrangler, in " + worker.directory());
        }
        Files.createDirectories(workDirectory);
        Path upload = Files.createTempFile(workDirectory, "upload-" + environment.name() + "-", ".form");
        try {
            return outcome(processes.run(command(wrangler.get(), environment, upload)), upload);
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    private Bundling outcome(Outcome outcome, Path upload) throws IOException {
        if (outcome instanceof Outcome.Exited exited && exited.code() == 0) {
            try {
                Bundle bundle = UploadFormReader.read(Files.readAllBytes(upload));
                return new Bundling.Made(bundle, CodeDigest.of(bundle));
            } catch (MalformedUploadException unusable) {
                return new Bundling.Impossible(
                        "what wrangler made cannot be uploaded: " + unusable.getMessage(),
                        List.of(),
                        "mend the Worker, or report this with the version of wrangler");
            }
        }
        if (outcome instanceof Outcome.Exited exited) {
            return new Bundling.Impossible(
                    "wrangler could not bundle the Worker (exit code " + exited.code() + ")",
                    exited.standardOutput().lastLines(LINES_SHOWN),
                    "mend what it names, then try: npx wrangler deploy --dry-run");
        }
        if (outcome instanceof Outcome.TimedOut timedOut) {
            return new Bundling.Impossible(
                    "wrangler was still bundling after " + timedOut.limit().toSeconds() + " s",
                    timedOut.standardOutput().lastLines(LINES_SHOWN),
                    "look at the custom build command of the wrangler config, or raise -Dd4.timeLimit");
        }
        Outcome.NotFound missing = (Outcome.NotFound) outcome;
        return new Bundling.Impossible("'" + missing.program() + "' cannot be run", List.of(), missing.remedy());
    }

    private Command command(Wrangler wrangler, Environment environment, Path upload) {
        List<String> arguments = new ArrayList<>(List.of(
                "deploy",
                "--dry-run",
                "--outfile",
                upload.toString(),
                "--config",
                worker.config().toString()));
        environment.wrangler().section().ifPresent(section -> arguments.addAll(List.of("--env", section)));
        return wrangler.command(worker.directory(), workDirectory.resolve("wrangler-logs"), arguments)
                .within(timeLimit);
    }
}
