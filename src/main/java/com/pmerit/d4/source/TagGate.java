package com.pmerit.d4.source;

import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.source.Answer.Known;
import com.pmerit.d4.source.Answer.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code tag}: a production release is named by an annotated tag {@code vX.Y.Z} on HEAD that matches the POM's version,
 * or can be so named once it succeeded.
 */
public final class TagGate implements Gate {
    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final Pattern VERSION =
            Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
    private static final int SHORT_COMMIT = 9;

    private final Git git;
    private final String version;
    private final boolean production;
    private final boolean made;

    /**
     * Promises a tag.
     *
     * @param git the repository
     * @param version the POM's version
     * @param production whether the release goes to production; the gate is skipped when not
     * @param madeAfterSuccess whether d4 is asked to make the tag after the release, so that it may be missing now
     */
    public TagGate(Git git, String version, boolean production, boolean madeAfterSuccess) {
        this.git = git;
        this.version = version;
        this.production = production;
        this.made = madeAfterSuccess;
    }

    /** The tag that names a release of this version. */
    public static String tagOf(String version) {
        return "v" + version;
    }

    @Override
    public String id() {
        return "tag";
    }

    @Override
    public String title() {
        return "The release is tagged";
    }

    @Override
    public Verdict check() throws InterruptedException {
        if (!production) {
            return new Verdict.Skipped("only a production release is tagged");
        }
        if (version.endsWith(SNAPSHOT)) {
            return new Verdict.Failed(
                    "the POM's version is " + version + ", which names no release",
                    "mvn versions:set -DremoveSnapshot, commit, and tag that commit");
        }
        if (!VERSION.matcher(version).matches()) {
            return new Verdict.Failed(
                    "the POM's version is " + version + ", which gives no tag of the form vX.Y.Z",
                    "give the POM a version of three numbers, such as 1.2.0");
        }
        return look();
    }

    private Verdict look() throws InterruptedException {
        Answer<String> head = git.head();
        Answer<Optional<Tag>> tag = git.tag(tagOf(version));
        if (head instanceof Unknown<String> unknown) {
            return unknown.asFailure();
        }
        if (tag instanceof Unknown<Optional<Tag>> unknown) {
            return unknown.asFailure();
        }
        String commit = ((Known<String>) head).value();
        Optional<Tag> found = ((Known<Optional<Tag>>) tag).value();
        return found.isPresent() ? judge(found.get(), commit) : missing(commit);
    }

    private static Verdict judge(Tag tag, String head) {
        String name = tag.name();
        if (!tag.commit().equals(head)) {
            return new Verdict.Failed(
                    name + " is on " + abbreviated(tag.commit()) + ", and HEAD is " + abbreviated(head),
                    "git checkout " + name + " to release what is tagged, or raise the POM's version to release HEAD");
        }
        if (!tag.annotated()) {
            return new Verdict.Failed(
                    name + " is a lightweight tag, which says neither who released nor when",
                    "git tag -d " + name + " && " + tagCommand(name));
        }
        return new Verdict.Passed(name + " is on " + abbreviated(head));
    }

    private Verdict missing(String head) throws InterruptedException {
        String name = tagOf(version);
        if (made) {
            return new Verdict.Passed(name + " is free and will be put on " + abbreviated(head) + " after success");
        }
        Answer<List<Tag>> others = git.tagsOnHead();
        if (others instanceof Unknown<List<Tag>> unknown) {
            return unknown.asFailure();
        }
        List<Tag> present = ((Known<List<Tag>>) others).value();
        String instead = present.isEmpty()
                ? "no tag"
                : present.stream().map(Tag::name).collect(Collectors.joining(", ", "only ", ""));
        return new Verdict.Failed(
                "HEAD " + abbreviated(head) + " carries " + instead + ", and the POM's version asks for " + name,
                tagCommand(name));
    }

    private static String tagCommand(String name) {
        return "git tag -a " + name + " -m \"Release description\"";
    }

    private static String abbreviated(String commit) {
        return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }
}
