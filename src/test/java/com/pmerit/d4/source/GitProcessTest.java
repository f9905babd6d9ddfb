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
    void refusesToMakeATagTwice() throws InterruptedException {
        repository.committed();
        repository.asked().createAnnotatedTag("v1.0.0", "First");

        Answer<Tag> again = repository.asked().createAnnotatedTag("v1.0.0", "Again");

        assertThat(again).isInstanceOf(Answer.Unknown.class);
        assertThat(((Answer.Unknown<Tag>) again).details()).asString().contains("already exists");
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
