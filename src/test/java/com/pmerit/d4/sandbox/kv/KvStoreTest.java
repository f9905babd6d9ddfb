package com.pmerit.d4.sandbox.kv;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.http.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KvStoreTest {
    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    @Test
    void doesNotShowWhatIsExpired() throws IOException {
        String id;
        try (KvStore store = KvStore.open(directory, NOON)) {
            id = store.create(ACCOUNT, "cache").orElseThrow().id();
            store.put(ACCOUNT, id, entry("short", OptionalLong.of(store.now() + 60)));
            store.put(ACCOUNT, id, entry("long", OptionalLong.empty()));
            assertThat(keys(store, id)).containsExactly("long", "short");
        }

        try (KvStore store = KvStore.open(directory, Clock.offset(NOON, Duration.ofSeconds(60)))) {
            assertThat(keys(store, id)).containsExactly("long");
            assertThat(store.get(ACCOUNT, id, "short")).isEmpty();
        }
    }

    @Test
    void refusesATitleThatIsTaken() throws IOException {
        try (KvStore store = KvStore.open(directory, NOON)) {
            store.create(ACCOUNT, "cache");
            Namespace other = store.create(ACCOUNT, "other").orElseThrow();

            assertThat(store.create(ACCOUNT, "cache")).isEmpty();
            assertThat(store.rename(ACCOUNT, other.id(), "cache")).isFalse();
            assertThat(store.create("fedcba9876543210fedcba9876543210", "cache"))
                    .isPresent();
        }
    }

    @Test
    void deletesANamespaceWithItsPairs() throws IOException {
        try (KvStore store = KvStore.open(directory, NOON)) {
            String id = store.create(ACCOUNT, "cache").orElseThrow().id();
            store.put(ACCOUNT, id, entry("k", OptionalLong.empty()));

            assertThat(store.delete(ACCOUNT, id)).isTrue();

            assertThat(store.exists(ACCOUNT, id)).isFalse();
            assertThat(keys(store, id)).isEmpty();
        }
    }

    private static List<String> keys(KvStore store, String id) throws IOException {
        return store.list(ACCOUNT, id, "", "", 10).stream().map(KvEntry::key).toList();
    }

    private static KvEntry entry(String key, OptionalLong expiration) {
        return new KvEntry(key, Content.of("v"), expiration, Optional.empty());
    }
}
