package com.pmerit.d4.source;

import com.pmerit.d4.source.Answer.Known;
import com.pmerit.d4.source.Answer.Unknown;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The git repository around a directory, asked through the git program. All but {@link #createAnnotatedTag} only read;
 * not even git's index is refreshed on disk. Serves one build, which is of one commit, whatever is checked out meanwhile. It is
 * safe for use by many threads.
 */
public final class Git {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final int OUTPUT_LIMIT = 16 << 20;
    private static final int FATAL = 128;
    private static final String TAG_FORMAT =
            "--format=%(objecttype)%00%(refname:strip=2)%00%(objectname)%00%(*objectname)";

    private final Processes processes;
    private final Path directory;
    private Optional<Answer<String>> head = Optional.empty();

    /** Looks at the repository that the directory lies in. */
    public Git(Processes processes, Path directory) {
        this.processes = processes;
        this.directory = directory;
    }

    /** The full id of the commit that was checked out at the first call, which all later ones repeat. */
    public synchronized Answer<String> head() throws InterruptedException {
        if (head.isEmpty()) {
            head = Optional.of(checkedOut());
        }
        return head.get();
    }

    private Answer<String> checkedOut() throws InterruptedException {
        return run("rev-parse", "--verify", "--quiet", "HEAD^{commit}").then(exited -> switch (exited.code()) {
            case 0 -> new Known<>(exited.standardOutput().text().strip());
            case 1 -> new Unknown<>("the repository has no commit yet", "git add . && git commit");
            default -> refusal(exited);
        });
    }

    /** The whole repository's working tree, submodules and untracked files included, whatever part of it asks. */
    public Answer<GitStatus> status() throws InterruptedException {
        Answer<String> head = head();
        if (!(head instanceof Known<String> commit)) {
            return head.then(impossible -> new Known<>(new GitStatus(impossible, List.of())));
        }
        return run("status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=none")
                .then(exited -> exited.code() == 0
                        ? changes(exited).then(changes -> new Known<>(new GitStatus(commit.value(), changes)))
                        : refusal(exited));
    }

    /** The address of the remote that is called origin, if there is one. It may hold a token: it is not to be shown. */
    public Answer<Optional<String>> remote() throws InterruptedException {
        return run("config", "--get", "remote.origin.url").then(exited -> switch (exited.code()) {
            case 0 ->
                new Known<>(Optional.of(exited.standardOutput().text().strip()).filter(address -> !address.isEmpty()));
            case 1 -> new Known<>(Optional.empty());
            default -> refusal(exited);
        });
    }

    /** The tag of that name, if there is one. */
    public Answer<Optional<Tag>> tag(String name) throws InterruptedException {
        return tags("refs/tags/" + name)
                .then(tags -> new Known<>(
                        tags.stream().filter(tag -> tag.name().equals(name)).findFirst()));
    }

    /** The tags, annotated and lightweight, that lead to the commit of {@link #head}. */
    public Answer<List<Tag>> tagsOnHead() throws InterruptedException {
        Answer<String> commit = head();
        return commit instanceof Known<String> known
                ? tags("--points-at=" + known.value(), "refs/tags")
                : commit.then(impossible -> new Known<>(List.of()));
    }

    /**
     * Puts an annotated tag on the commit of {@link #head} and reads it back.
     *
     * @param name such as {@code v1.2.3}
     * @param message a line; git refuses an empty one
     */
    public Answer<Tag> createAnnotatedTag(String name, String message) throws InterruptedException {
        Answer<String> commit = head();
        if (!(commit instanceof Known<String> known)) {
            return commit.then(impossible -> new Known<>(new Tag(name, true, impossible)));
        }
        Answer<Outcome.Exited> made = run("tag", "--annotate", "--message=" + message, "--", name, known.value());
        if (made instanceof Known<Outcome.Exited> exited && exited.value().code() == 0) {
            return tag(name)
                    .then(tag -> tag.<Answer<Tag>>map(Known::new)
                            .orElseGet(() ->
                                    new Unknown<>("git made the tag " + name + " and does not list it", "git tag -l")));
        }
        return made.then(Git::refusal);
    }

    /**
     * Whether the first commit is the second one or comes before it. Unknown when the repository lacks either commit,
     * as a shallow clone may.
     */
    public Answer<Boolean> isAncestor(String earlier, String later) throws InterruptedException {
        return run("merge-base", "--is-ancestor", earlier, later).then(exited -> switch (exited.code()) {
            case 0 -> new Known<>(true);
            case 1 -> new Known<>(false);
            default -> refusal(exited);
        });
    }

    /**
     * The commits that the later commit has and the earlier one lacks. Unknown when the repository lacks the earlier one, as
     * a shallow clone or one that was not brought up to date may.
     *
     * @param earlier the id of a commit, or its first digits
     * @param most how many of them are named, the newest
     */
    public Answer<CommitGap> commitsBetween(String earlier, String later, int most) throws InterruptedException {
        Answer<Outcome.Exited> counted = run("rev-list", "--left-right", "--count", earlier + "..." + later, "--");
        if (counted instanceof Known<Outcome.Exited> exited && exited.value().code() != 0) {
            return new Unknown<>(
                    "this repository does not know the way from commit " + earlier + " to " + later,
                    exited.value().standardError().lastLines(5),
                    "git fetch --all, in a shallow clone git fetch --unshallow");
        }
        Answer<Outcome.Exited> logged = run(
                "log",
                "--no-color",
                "--no-show-signature",
                "--format=%h %s",
                "--max-count=" + most,
                earlier + ".." + later,
                "--");
        return counted.then(counts -> logged.then(log -> log.code() == 0
                ? new Known<>(gap(
                        counts.standardOutput().text().strip(),
                        log.standardOutput().text().lines().toList()))
                : refusal(log)));
    }

    private static CommitGap gap(String counts, List<String> lines) {
        String[] sides = counts.split("\t", -1);
        return new CommitGap(Integer.parseInt(sides[1]), lines, Integer.parseInt(sides[0]));
    }

    /** The full id of a commit that may be abbreviated; empty when the repository does not have it. */
    public Answer<Optional<String>> commit(String id) throws InterruptedException {
        return run("rev-parse", "--verify", "--quiet", id + "^{commit}").then(exited -> switch (exited.code()) {
            case 0 -> new Known<>(Optional.of(exited.standardOutput().text().strip()));
            case 1 -> new Known<>(Optional.empty());
            default -> refusal(exited);
        });
    }

    /** Whether the history is cut off, so that a commit may have parents that the repository does not know. */
    public Answer<Boolean> isShallow() throws InterruptedException {
        return run("rev-parse", "--is-shallow-repository")
                .then(exited -> exited.code() == 0
                        ? new Known<>(exited.standardOutput().text().strip().equals("true"))
                        : refusal(exited));
    }

    private Answer<List<Tag>> tags(String... which) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("for-each-ref", TAG_FORMAT));
        arguments.addAll(List.of(which));
        return run(arguments.toArray(String[]::new))
                .then(exited -> exited.code() == 0
                        ? new Known<>(exited.standardOutput()
                                .text()
                                .lines()
                                .map(Git::readTag)
                                .toList())
                        : refusal(exited));
    }

    private static Tag readTag(String line) {
        String[] fields = line.split("\0", -1);
        boolean annotated = fields[0].equals("tag");
        return new Tag(fields[1], annotated, annotated ? fields[3] : fields[2]);
    }

    private static Answer<List<GitStatus.Change>> changes(Outcome.Exited exited) {
        if (exited.standardOutput().truncated()) {
            return new Unknown<>("git status names more files than can be read", "git status");
        }
        List<GitStatus.Change> changes = new ArrayList<>();
        String[] entries = exited.standardOutput().text().split("\0", -1);
        for (int index = 0; index < entries.length; index++) {
            String entry = entries[index];
            if (entry.length() < 4) {
                continue;
            }
            String code = entry.substring(0, 2);
            changes.add(new GitStatus.Change(code, entry.substring(3)));
            if (code.contains("R") || code.contains("C")) {
                index++;
            }
        }
        return new Known<>(changes);
    }

    private Answer<Outcome.Exited> run(String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(arguments));
        Command command = Command.of(directory, all)
                .with("GIT_OPTIONAL_LOCKS", "0")
                .with("GIT_TERMINAL_PROMPT", "0")
                .with("LC_ALL", "C")
                .within(TIME_LIMIT)
                .keeping(OUTPUT_LIMIT);
        Outcome outcome = processes.run(command);
        if (outcome instanceof Outcome.Exited exited) {
            return notARepository(exited) ? noRepository() : new Known<>(exited);
        }
        if (outcome instanceof Outcome.NotFound missing) {
            return new Unknown<>("git is not installed", missing.remedy());
        }
        return new Unknown<>(
                "git " + arguments[0] + " did not answer within " + TIME_LIMIT.toMinutes() + " minutes",
                "git " + arguments[0]);
    }

    private static boolean notARepository(Outcome.Exited exited) {
        return exited.code() == FATAL && exited.standardError().text().contains("not a git repository");
    }

    private <T> Answer<T> noRepository() {
        return new Unknown<>(
                directory + " is not in a git repository",
                "git init && git add . && git commit -m \"First commit\" (in " + directory + ")");
    }

    private static <T> Answer<T> refusal(Outcome.Exited exited) {
        return new Unknown<>(
                "git refused to answer (exit code " + exited.code() + ")",
                exited.standardError().lastLines(5),
                "mend what git names, then run the build again");
    }
}
