package com.pmerit.d4.sandbox.state;

import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.state.Packs.Packed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contents by their SHA-256, each kept once. Safe for use by several threads. */
public final class ContentStore {
    private final Path directory;
    private final Packs packs;

    /** Contents below this directory, which is made on demand. */
    public ContentStore(Path directory) {
        this.directory = directory;
        this.packs = new Packs(directory.resolve("packs"));
    }

    /** Keeps a content and returns its lower-case hex SHA-256. */
    public String put(Content content) throws IOException {
        String digest = content.sha256();
        if (!Files.exists(file(digest))) {
            WholeFile.write(file(digest), content.bytes());
        }
        return digest;
    }

    /** Keeps contents that came together and returns the lower-case hex SHA-256 of each. */
    public List<String> put(List<Content> contents) throws IOException {
        List<String> digests = new ArrayList<>();
        Map<String, Packed> lacking = new LinkedHashMap<>();
        for (Content content : contents) {
            String digest = content.sha256();
            digests.add(digest);
            if (!packs.has(digest)) {
                lacking.putIfAbsent(digest, new Packed(digest, content));
            }
        }
        if (!lacking.isEmpty()) {
            packs.put(List.copyOf(lacking.values()));
        }
        return digests;
    }

    /**
     * A content that was kept.
     *
     * @throws IOException when it is gone or damaged
     */
    public Content get(String digest) throws IOException {
        Optional<Content> packed = packs.get(digest);
        Content content = packed.isPresent() ? packed.get() : Content.of(Files.readAllBytes(file(digest)));
        if (!content.sha256().equals(digest)) {
            throw new IOException("the content " + digest + " below " + directory + " is damaged");
        }
        return content;
    }

    private Path file(String digest) {
        return directory.resolve(digest.substring(0, 2)).resolve(digest);
    }
}
