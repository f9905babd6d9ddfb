package com.pmerit.d4.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.sandbox.http.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentStoreTest {
    private static final Content ONE = Content.of("one");
    private static final Content NONE = Content.empty();
    private static final Content OTHER = Content.of("another");

    @TempDir
    private Path directory;

    @Test
    void givesBackWhatCameTogetherAndAfterARestart() throws IOException {
        List<String> first = opened().put(List.of(ONE, NONE, ONE));
        List<String> second = opened().put(List.of(OTHER, ONE));

        assertThat(first).containsExactly(ONE.sha256(), NONE.sha256(), ONE.sha256());
        ContentStore store = opened();
        assertThat(store.get(first.get(0))).isEqualTo(ONE);
        assertThat(store.get(first.get(1))).isEqualTo(NONE);
        assertThat(store.get(second.get(0))).isEqualTo(OTHER);
    }

    @Test
    void keepsWhatItHasAlreadyNoSecondTime() throws IOException {
        ContentStore store = opened();
        store.put(List.of(ONE, OTHER));
        store.put(List.of(OTHER, ONE));

        assertThat(files()).containsExactly("0.json", "0.pack");
    }

    @Test
    void takesNoPackForWholeThatHasNoList() throws IOException {
        String digest = opened().put(List.of(ONE)).get(0);
        Files.delete(directory.resolve("packs/0.json"));

        ContentStore store = opened();
        assertThatThrownBy(() -> store.get(digest)).isInstanceOf(IOException.class);
        store.put(List.of(ONE));

        assertThat(opened().get(digest)).isEqualTo(ONE);
        assertThat(files()).containsExactly("0.pack", "1.json", "1.pack");
    }

    @Test
    void findsOutThatAPackWasDamaged() throws IOException {
        String digest = opened().put(List.of(ONE)).get(0);
        Files.writeString(directory.resolve("packs/0.pack"), "onf");

        assertThatThrownBy(() -> opened().get(digest)).hasMessageContaining("is damaged");

        Files.writeString(directory.resolve("packs/0.pack"), "on");

        assertThatThrownBy(() -> opened().get(digest)).hasMessageContaining("is damaged");
    }

    private ContentStore opened() {
        return new ContentStore(directory);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("packs"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
