package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real git repository for one test, untouched by the user's own git configuration. */
public final class TemporaryRepository {
    private final Path directory;
    private final Processes processes;

    /** A repository to be, in this directory. */
    public TemporaryRepository(Path directory) {
        this.directory = directory;
        this.processes = processes(directory);
    }

    /** Processes whose git knows an author and asks nobody, and looks for no repository above the directory. */
    static Processes processes(Path directory) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put(
                "GIT_CEILING_DIRECTORIES", directory.resolve("..").normalize().toString());
        List.of("AUTHOR", "COMMITTER").forEach(role -> {
            environment.put("GIT_" + role + "_NAME", "Ada");
            environment.put("GIT_" + role + "_EMAIL", "ada@example.com");
        });
        return new Processes(
                new ScrubbedEnvironment(environment, Set.of(), Set.of(), known -> Redactor.of(known)::mask));
    }

    /** Makes it a repository. */
    public TemporaryRepository initialised() throws InterruptedException {
        git("init", "--quiet", "--template=");
        return this;
    }

    /** Writes a file. */
    public TemporaryRepository with(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** Commits all there is, and gives the commit. */
    public String committed() throws InterruptedException {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", "Change");
        return git("rev-parse", "HEAD").strip();
    }

    /** Runs git, which must succeed; gives what it printed. */
    public String git(String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(arguments));
        Outcome.Exited exited = (Outcome.Exited) processes.run(Command.of(directory, all));
        assertThat(exited.code())
                .as(
                        "git %s: %s",
                        String.join(" ", arguments), exited.standardError().text())
                .isZero();
        return exited.standardOutput().text();
    }

    Git asked() {
        return new Git(processes, directory);
    }

    Path directory() {
        return directory;
    }
}
