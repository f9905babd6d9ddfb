package com.pmerit.d4.source;

import com.pmerit.d4.contract.Project.NpmPackage;
import com.pmerit.d4.source.Answer.Known;
import com.pmerit.d4.source.Answer.Unknown;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Output;
import com.pmerit.d4.tool.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Sees that a package's dependencies are installed as its lock file says, by {@code npm ci} where they are not. Shared by
 * all gates of a build, whichever asks first: each place is looked at once. Every script of the team runs after this, so
 * it is also here that the working tree is read first.
 */
public final class NpmInstall {
    private static final Map<String, String> OTHER_LOCKS =
            Map.of("pnpm-lock.yaml", "pnpm", "yarn.lock", "yarn", "bun.lock", "bun", "bun.lockb", "bun");

    private static final Pattern NPM_ERROR = Pattern.compile("^npm (?:error|ERR!) \\S");
    private static final int LINES = 15;

    private final Processes processes;
    private final WorkTree tree;
    private final Duration timeLimit;
    private final Map<Path, Turn> turns = new ConcurrentHashMap<>();

    /** Installs with the given limit for each {@code npm ci}. */
    public NpmInstall(Processes processes, WorkTree tree, Duration timeLimit) {
        this.processes = processes;
        this.tree = tree;
        this.timeLimit = timeLimit;
    }

    /** What was found to do. */
    enum Installation {
        NOTHING_TO_INSTALL,
        UP_TO_DATE,
        INSTALLED
    }

    /** One look at one place. */
    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock();
        Optional<Answer<Installation>> answer = Optional.empty();
    }

    /**
     * Has the package's dependencies installed, once a build, whoever asks first.
     *
     * @return the package's directory, or why its scripts and tools cannot be run
     * @throws InterruptedException when the build is stopped
     */
    public Answer<Path> ready(NpmPackage npmPackage) throws InterruptedException {
        return prepare(npmPackage.directory()).then(file -> new Known<>(file.directory()));
    }

    /** The package in the directory, ready to run its scripts. */
    Answer<PackageFile> prepare(Path directory) throws InterruptedException {
        tree.beforeTheBuild();
        Answer<PackageFile> file = PackageFile.in(directory);
        if (!(file instanceof Known<PackageFile> known)) {
            return file;
        }
        return ensure(known.value()).then(installed -> file);
    }

    Answer<Installation> ensure(PackageFile file) throws InterruptedException {
        InstallRoot root = InstallRoot.of(file);
        return root.lock().isPresent() ? ensureOnce(root, root.lock().get()) : withoutLock(file, root);
    }

    private Answer<Installation> ensureOnce(InstallRoot root, Path lock) throws InterruptedException {
        Turn turn = turns.computeIfAbsent(root.directory(), place -> new Turn());
        turn.lock.lockInterruptibly();
        try {
            if (turn.answer.isEmpty()) {
                turn.answer = Optional.of(isFresh(root, lock) ? new Known<>(Installation.UP_TO_DATE) : install(root));
            }
            return turn.answer.get();
        } finally {
            turn.lock.unlock();
        }
    }

    private static Answer<Installation> withoutLock(PackageFile file, InstallRoot root) {
        if (!file.hasDependencies()) {
            return new Known<>(Installation.NOTHING_TO_INSTALL);
        }
        Optional<String> manager = otherManager(root);
        if (manager.isEmpty()) {
            return new Unknown<>(
                    root.directory() + " has dependencies and no package-lock.json, so no two installs are the same",
                    "npm install (in " + root.directory() + "), then commit package-lock.json");
        }
        return Files.isDirectory(root.modules())
                ? new Known<>(Installation.UP_TO_DATE)
                : new Unknown<>(
                        "node_modules is missing in " + root.directory() + ", which " + manager.get() + " installs",
                        manager.get() + " install (in " + root.directory() + "), before the build");
    }

    private static boolean isFresh(InstallRoot root, Path lock) {
        Optional<LockFile> wanted = LockFile.read(lock);
        if (wanted.isEmpty()) {
            return false;
        }
        Optional<LockFile> installed = LockFile.read(root.modules().resolve(".package-lock.json"));
        return installed
                .map(there -> wanted.get().isInstalledAs(there, root.directory()))
                .orElseGet(() -> wanted.get().asksForNothing());
    }

    private static Optional<String> otherManager(InstallRoot root) {
        return OTHER_LOCKS.entrySet().stream()
                .filter(lock -> Files.isRegularFile(root.directory().resolve(lock.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Development packages are asked for by name: NODE_ENV=production would leave out the compiler and the test runner. */
    private Answer<Installation> install(InstallRoot root) throws InterruptedException {
        Outcome outcome = processes.run(Command.of(
                        root.directory(), "npm", "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error")
                .withPackageRegistry()
                .withMergedOutput()
                .within(timeLimit));
        if (outcome instanceof Outcome.NotFound missing) {
            return new Unknown<>("npm is not installed", missing.remedy());
        }
        if (outcome instanceof Outcome.TimedOut late) {
            return failed(root, "did not end within " + late.limit().toSeconds() + " s", late.standardOutput());
        }
        Outcome.Exited exited = (Outcome.Exited) outcome;
        return exited.code() == 0
                ? new Known<>(Installation.INSTALLED)
                : failed(root, "failed with exit code " + exited.code(), exited.standardOutput());
    }

    private static Answer<Installation> failed(InstallRoot root, String how, Output output) {
        return new Unknown<>(
                "npm ci " + how + " in " + root.directory(),
                complaints(output),
                "npm ci (in " + root.directory() + ")");
    }

    /** npm says what is wrong first, and how it is used at length afterwards. */
    private static List<String> complaints(Output output) {
        List<String> errors = output.plain()
                .lines()
                .filter(line -> NPM_ERROR.matcher(line).find())
                .limit(LINES)
                .toList();
        return errors.isEmpty() ? output.lastLines(LINES) : errors;
    }
}
