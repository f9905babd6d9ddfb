package com.pmerit.d4.sandbox.pages;

import com.pmerit.d4.sandbox.assets.AssetHash;
import com.pmerit.d4.sandbox.assets.StoredAsset;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The uploaded files of all projects, by project and hash. */
final class AssetShelf {
    private final Path directory;
    private final ContentStore contents;

    AssetShelf(Path directory, ContentStore contents) {
        this.directory = directory;
        this.contents = contents;
    }

    void put(String projectId, String hash, Content content, String contentType) throws IOException {
        file(projectId, hash).save(new StoredAsset(hash, contentType, contents.put(content)));
    }

    Optional<StoredAsset> find(String projectId, String hash) throws IOException {
        return file(projectId, hash).load();
    }

    /** Whether the file's bytes and the extension of this path give its hash: only the path tells the extension. */
    boolean fits(StoredAsset asset, String path) throws IOException {
        return AssetHash.of(contents.get(asset.sha256()), AssetHash.extension(path))
                .equals(asset.hash());
    }

    private JsonFile<StoredAsset> file(String projectId, String hash) {
        return new JsonFile<>(directory.resolve(projectId).resolve(hash + ".json"), StoredAsset.class);
    }
}
