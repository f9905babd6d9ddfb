package com.pmerit.d4.sandbox.r2;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.r2.StoredObject.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class R2StoreTest {
    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private R2Store store;

    @BeforeEach
    void open() throws IOException {
        store = R2Store.open(directory.resolve("state"), Clock.systemUTC());
        store.ensure(ACCOUNT, "images");
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void keepsHostileKeysApartAndInsideItsFile() throws IOException {
        List<String> keys = List.of("../../escape", "/etc/passwd", "a\0b", "a", "a\0c", "..", "ключ/é");
        for (String key : keys) {
            put(key, "of " + key, before -> true);
        }

        for (String key : keys) {
            assertThat(store.get(ACCOUNT, "images", key).orElseThrow().content().text())
                    .isEqualTo("of " + key);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.startsWith("r2.sqlite"));
        }
    }

    @Test
    void listsInTheOrderOfBytes() throws IOException {
        for (String key : List.of("b", "a/2", "\uFFFDx", "\uD83D\uDE00", "a/1", "B")) {
            put(key, "x", before -> true);
        }

        assertThat(store.list(ACCOUNT, "images", "").stream().map(StoredObject::key))
                .containsExactly("B", "a/1", "a/2", "b", "\uFFFDx", "\uD83D\uDE00");
        assertThat(store.list(ACCOUNT, "images", "a/").stream().map(StoredObject::key))
                .containsExactly("a/1", "a/2");
    }

    @Test
    void keepsTheOldObjectWhenTheConditionFails() throws IOException {
        put("k", "old", before -> true);

        assertThat(put("k", "new", Optional::isEmpty)).isEmpty();
        assertThat(store.get(ACCOUNT, "images", "k").orElseThrow().content().text())
                .isEqualTo("old");
    }

    @Test
    void deletesOnlyAnEmptyBucket() throws IOException {
        put("k", "x", before -> true);

        assertThat(store.delete(ACCOUNT, "images")).isFalse();
        store.delete(ACCOUNT, "images", List.of("k", "not there"));
        assertThat(store.delete(ACCOUNT, "images")).isTrue();
        assertThat(store.exists(ACCOUNT, "images")).isFalse();
    }

    @Test
    void findsEverythingAgainAfterARestart() throws IOException {
        put("k", "kept", before -> true);
        String before = store.snapshot(ACCOUNT).toString();
        store.close();

        store = R2Store.open(directory.resolve("state"), Clock.systemUTC());

        assertThat(store.snapshot(ACCOUNT)).hasToString(before);
        assertThat(before).isEqualTo("{\"images\":{\"k\":\"" + DigestUtils.md5Hex("kept") + "\"}}");
    }

    private Optional<StoredObject> put(String key, String text, Predicate<Optional<StoredObject>> condition)
            throws IOException {
        return store.put(
                ACCOUNT, "images", key, Content.of(text), new Attributes(Map.of(), Map.of(), "Standard"), condition);
    }
}
