package com.pmerit.d4.source;

import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.List;
import java.util.Optional;

/** Makes the annotated tag of a production release, last of all, when d4 was asked to. */
public final class TagStep implements Step {
    private final Git git;
    private final String version;
    private final boolean wanted;

    /**
     * Prepares the tag.
     *
     * @param version the POM's version
     * @param wanted whether this release is to be tagged by d4
     */
    public TagStep(Git git, String version, boolean wanted) {
        this.git = git;
        this.version = version;
        this.wanted = wanted;
    }

    @Override
    public String id() {
        return "tag";
    }

    @Override
    public String title() {
        return "Tag the release";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (!wanted) {
            return new StepResult.NotNeeded("no tag is asked for");
        }
        String name = TagGate.tagOf(version);
        Answer<List<Tag>> tags = git.tagsOnHead();
        if (tags instanceof Answer.Unknown<List<Tag>> unknown) {
            return failed(unknown);
        }
        Optional<Tag> there = ((Answer.Known<List<Tag>>) tags)
                .value().stream().filter(tag -> tag.name().equals(name)).findFirst();
        if (there.isPresent() && there.get().annotated()) {
            return new StepResult.AlreadyDone(name + " is on this commit", progress);
        }
        Answer<Tag> made = git.createAnnotatedTag(name, "Release " + version);
        if (made instanceof Answer.Unknown<Tag> unknown) {
            return failed(unknown);
        }
        return new StepResult.Done(name + " is on this commit; publish it with git push origin " + name, progress);
    }

    private static StepResult failed(Answer.Unknown<?> unknown) {
        return new StepResult.Failed(
                "the release is live, but not tagged: " + unknown.summary(),
                unknown.details(),
                "the version of this release is live and passed its smoke test",
                unknown.remedy(),
                false);
    }
}
