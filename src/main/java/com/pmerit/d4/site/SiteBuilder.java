package com.pmerit.d4.site;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.assets.ContentTypes;
import com.pmerit.d4.assets.SiteTree;
import com.pmerit.d4.cloudflare.PagesDeploymentRequest.Part;
import com.pmerit.d4.cloudflare.PagesProject;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the site with the project's own npm script, into an output that was empty before. The script sees the variables that the POM
 * gives it and none of the machine's: what it makes here it makes anywhere.
 */
public final class SiteBuilder implements SiteSource {
    private static final int LINES = 15;
    private static final int OUTPUT_LIMIT = 4 << 20;
    // Vite and its kin read them. Those of one machine .gitignore usually names: no commit shows what is in them.
    private static final Pattern READ = Pattern.compile("\\.env(\\.(?!(example|sample|template)$).+)?");
    private static final Pattern LOCAL = Pattern.compile("\\.env(\\..+)?\\.local");

    private final Processes processes;
    private final Path workDirectory;
    private final Duration timeLimit;
    private final FunctionsCompiler functions;

    /**
     * Prepares a builder.
     *
     * @param workDirectory where the output of the build before is put, such as {@code target/d4}
     * @param timeLimit for the build, and for the compiler of Functions
     */
    public SiteBuilder(Processes processes, Path workDirectory, Duration timeLimit) {
        this.processes = processes;
        this.workDirectory = workDirectory;
        this.timeLimit = timeLimit;
        this.functions = new FunctionsCompiler(processes, workDirectory, timeLimit);
    }

    @Override
    public SiteBuild built(SitePlacement placement, PagesProject project) throws InterruptedException {
        try {
            Optional<SiteBuild> unfit = unfit(placement);
            if (unfit.isPresent()) {
                return unfit.get();
            }
            putAside(placement);
            Optional<SiteBuild> failed = run(placement);
            return failed.isPresent() ? failed.get() : read(placement, project);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot build the site in " + placement.directory(), broken);
        }
    }

    private Optional<SiteBuild> unfit(SitePlacement placement) throws IOException, InterruptedException {
        Path description = placement.directory().resolve("package.json");
        if (!Files.isRegularFile(description)) {
            return Optional.of(new SiteBuild.Impossible(
                    "there is no package.json in " + placement.directory() + ", so nothing says how the site is built",
                    "correct <site><directory> in the POM, or make the package with npm init"));
        }
        if (!scripts(description).has(placement.script())) {
            return Optional.of(new SiteBuild.Impossible(
                    description + " has no script " + placement.script(),
                    "add the script, or name another one in <build> of the site in the POM"));
        }
        List<String> local = local(placement.directory());
        return local.isEmpty()
                ? Optional.empty()
                : Optional.of(new SiteBuild.Impossible(
                        "the build would read " + String.join(", ", local) + ", which no other machine has",
                        "put what the site needs into <vars> of <site> in the POM, and move the file away: mv "
                                + placement.directory().resolve(local.get(0)) + " /tmp/"));
    }

    private static JsonNode scripts(Path description) throws IOException {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(description)).path("scripts");
        } catch (JacksonException notJson) {
            throw new IOException(description + " is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private List<String> local(Path directory) throws IOException, InterruptedException {
        List<String> read;
        try (Stream<Path> files = Files.list(directory)) {
            read = files.map(file -> file.getFileName().toString())
                    .filter(name -> READ.matcher(name).matches())
                    .sorted()
                    .toList();
        }
        Set<String> committed = read.isEmpty() ? Set.of() : committed(directory, read);
        return read.stream()
                .filter(name -> LOCAL.matcher(name).matches() || !committed.contains(name))
                .toList();
    }

    /** Those that git knows. Where there is no git, nobody can tell: then another gate says that there is none. */
    private Set<String> committed(Path directory, List<String> names) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("git", "ls-files", "--"));
        arguments.addAll(names);
        return processes.run(Command.of(directory, arguments)) instanceof Outcome.Exited exited && exited.code() == 0
                ? exited.standardOutput().text().lines().collect(Collectors.toSet())
                : Set.copyOf(names);
    }

    /** What an earlier build has left must not be published with this one. It is kept, for nobody promised that a build made it. */
    private void putAside(SitePlacement placement) throws IOException {
        if (!Files.exists(placement.output(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path aside = workDirectory.resolve("site").resolve("before-" + placement.environment());
        if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            Removal.of(aside);
        }
        Files.createDirectories(aside.getParent());
        Files.move(placement.output(), aside);
    }

    private Optional<SiteBuild> run(SitePlacement placement) throws InterruptedException {
        Command command = Command.of(placement.directory(), "npm", "run", "--silent", placement.script())
                .isolatedFromTheBuild()
                .with("CI", "true")
                .withMergedOutput()
                .keeping(OUTPUT_LIMIT)
                .within(timeLimit);
        for (Map.Entry<String, String> variable : placement.variables().entrySet()) {
            command = command.with(variable.getKey(), variable.getValue());
        }
        String typed = "npm run " + placement.script() + " (in " + placement.directory() + ")";
        Outcome outcome = processes.run(command);
        if (outcome instanceof Outcome.NotFound missing) {
            return Optional.of(new SiteBuild.Impossible("npm is not installed", missing.remedy()));
        }
        if (outcome instanceof Outcome.TimedOut late) {
            return Optional.of(new SiteBuild.Impossible(
                    "the site was still being built after " + late.limit().toSeconds() + " s",
                    late.standardOutput().lastLines(LINES),
                    typed + " to see what hangs, or raise -Dd4.timeLimit"));
        }
        Outcome.Exited exited = (Outcome.Exited) outcome;
        return exited.code() == 0
                ? Optional.empty()
                : Optional.of(new SiteBuild.Impossible(
                        "the site's build ended with exit code " + exited.code(),
                        exited.standardOutput().lastLines(LINES),
                        typed));
    }

    private SiteBuild read(SitePlacement placement, PagesProject project) throws IOException, InterruptedException {
        Path output = placement.output();
        if (!Files.isDirectory(output)) {
            return new SiteBuild.Impossible(
                    "the site's build ended well and made no " + output,
                    "correct <output> in the POM, or the build script " + placement.script());
        }
        SiteTree tree = SiteTree.read(output, PagesFiles::isLeftOut, ContentTypes.ofPages());
        if (tree.files().isEmpty()) {
            return new SiteBuild.Impossible(
                    "the site's build ended well and put no file into " + output,
                    "correct <output> in the POM, or the build script " + placement.script());
        }
        List<Part> parts = new ArrayList<>();
        for (String name : List.of("_headers", "_redirects")) {
            Path file = output.resolve(name);
            if (Files.isRegularFile(file) && Files.size(file) > 0) {
                parts.add(new Part(name, Files.readAllBytes(file)));
            }
        }
        FunctionsCompiler.Compiled compiled = functions.compile(placement, project);
        if (compiled instanceof FunctionsCompiler.Failed failed) {
            return failed.why();
        }
        parts.addAll(((FunctionsCompiler.Parts) compiled).parts());
        return new SiteBuild.Made(new BuiltSite(tree.files(), parts, tree.refused()));
    }
}
