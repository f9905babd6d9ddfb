package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitProcessTest {
    @TempDir
    Path directory;

    private TemporaryRepository repository;

    @BeforeEach
    void oneCommit() throws InterruptedException {
        repository = new TemporaryRepository(directory).initialised();
    }

    @Test
    void knowsWhichCommitComesFirst() throws InterruptedException {
        String first = repository.committed();
        String second = repository.committed();
        Git git = repository.asked();

        assertThat(git.isAncestor(first, second)).isEqualTo(new Answer.Known<>(true));
        assertThat(git.isAncestor(second, first)).isEqualTo(new Answer.Known<>(false));
        assertThat(git.isAncestor(first, first)).isEqualTo(new Answer.Known<>(true));
    }

    @Test
    void doesNotKnowTheOrderOfACommitThatItLacks() throws InterruptedException {
        String first = repository.committed();

        assertThat(repository.asked().isAncestor("1234567890123456789012345678901234567890", first))
                .isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void doesNotKnowWhatLiesAfterACommitThatItLacks() throws InterruptedException {
        String head = repository.committed();

        Answer.Unknown<CommitGap> unknown =
                (Answer.Unknown<CommitGap>) repository.asked().commitsBetween("123456789", head, 5);

        assertThat(unknown.summary())
                .isEqualTo("this repository does not know the way from commit 123456789 to " + head);
        assertThat(unknown.remedy()).startsWith("git fetch");
    }

    @Test
    void namesTheNewestCommitsAfterAnotherAndCountsAll() throws InterruptedException {
        String live = repository.committed();
        repository.git("commit", "--quiet", "--allow-empty", "--message", "Sell shoes");
        repository.git("commit", "--quiet", "--allow-empty", "--message", "Sell hats\n\nAnd say why");
        repository.git("commit", "--quiet", "--allow-empty", "--message", "Sell gloves");
        String head = repository.git("rev-parse", "HEAD").strip();

        CommitGap gap = known(repository.asked().commitsBetween(live.substring(0, 9), head, 2));

        assertThat(gap.missing()).isEqualTo(3);
        assertThat(gap.foreign()).isZero();
        assertThat(gap.lines()).hasSize(2);
        assertThat(gap.lines().get(0)).isEqualTo(head.substring(0, 7) + " Sell gloves");
        assertThat(gap.lines().get(1)).endsWith(" Sell hats");
    }

    @Test
    void countsTheCommitsThatHeadDoesNotDescendFrom() throws InterruptedException {
        String base = repository.committed();
        repository.git("commit", "--quiet", "--allow-empty", "--message", "Live from another branch");
        String live = repository.git("rev-parse", "HEAD").strip();
        repository.git("reset", "--quiet", "--hard", base);
        repository.git("commit", "--quiet", "--allow-empty", "--message", "In hand");
        String head = repository.git("rev-parse", "HEAD").strip();

        CommitGap gap = known(repository.asked().commitsBetween(live, head, 5));

        assertThat(gap.foreign()).isEqualTo(1);
        assertThat(gap.missing()).isEqualTo(1);
        assertThat(known(repository.asked().commitsBetween(live, live, 5))).isEqualTo(new CommitGap(0, List.of(), 0));
    }

    private static CommitGap known(Answer<CommitGap> answer) {
        assertThat(answer).isInstanceOf(Answer.Known.class);
        return ((Answer.Known<CommitGap>) answer).value();
    }

    @Test
    void refusesToMakeATagTwice() throws InterruptedException {
        repository.committed();
        repository.asked().createAnnotatedTag("v1.0.0", "First");

        Answer<Tag> again = repository.asked().createAnnotatedTag("v1.0.0", "Again");

        assertThat(again).isInstanceOf(Answer.Unknown.class);
        assertThat(((Answer.Unknown<Tag>) again).details()).asString().contains("already exists");
    }

    @Test
    void tagsTheCommitOfTheBuildAlthoughAnotherOneIsCheckedOutMeanwhile() throws InterruptedException {
        String released = repository.committed();
        Git git = repository.asked();
        assertThat(git.head()).isEqualTo(new Answer.Known<>(released));
        String meanwhile = repository.committed();
        repository.git("tag", "later");

        assertThat(git.tagsOnHead()).isEqualTo(new Answer.Known<>(List.of()));
        Tag tag = new Tag("v1.0.0", true, released);
        assertThat(git.createAnnotatedTag("v1.0.0", "First")).isEqualTo(new Answer.Known<>(tag));
        assertThat(git.tagsOnHead()).isEqualTo(new Answer.Known<>(List.of(tag)));
        assertThat(git.head()).isEqualTo(new Answer.Known<>(released));
        assertThat(meanwhile).isNotEqualTo(released);
    }

    @Test
    void neitherListsNorMakesTagsBeforeTheFirstCommit() throws InterruptedException {
        Git git = repository.asked();

        assertThat(git.tagsOnHead())
                .isInstanceOfSatisfying(
                        Answer.Unknown.class,
                        unknown -> assertThat(unknown.summary()).isEqualTo("the repository has no commit yet"));
        assertThat(git.createAnnotatedTag("v1.0.0", "First")).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void tellsTagsOnHeadApart() throws InterruptedException {
        String first = repository.committed();
        repository.git("tag", "old");
        String second = repository.committed();
        repository.git("tag", "light");
        repository.git("tag", "-a", "heavy", "-m", "With words");

        assertThat(second).isNotEqualTo(first);
        assertThat(repository.asked().tagsOnHead())
                .isEqualTo(
                        new Answer.Known<>(List.of(new Tag("heavy", true, second), new Tag("light", false, second))));
    }
}
