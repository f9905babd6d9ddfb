package com.pmerit.d4.sandbox.state;

import com.pmerit.d4.sandbox.http.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Contents by their SHA-256, each kept once. */
public final class ContentStore {
    private final Path directory;

    /** Contents below this directory, which is made on demand. */
    public ContentStore(Path directory) {
        this.directory = directory;
    }

    /** Keeps a content and returns its lower-case hex SHA-256. */
    public String put(Content content) throws IOException {
        String digest = content.sha256();
        if (!Files.exists(file(digest))) {
            WholeFile.write(file(digest), content.bytes());
        }
        return digest;
    }

    /**
     * A content that was kept.
     *
     * @throws IOException when it is gone or damaged
     */
    public Content get(String digest) throws IOException {
        Content content = Content.of(Files.readAllBytes(file(digest)));
        if (!content.sha256().equals(digest)) {
            throw new IOException("the content of " + file(digest) + " is damaged");
        }
        return content;
    }

    private Path file(String digest) {
        return directory.resolve(digest.substring(0, 2)).resolve(digest);
    }
}
