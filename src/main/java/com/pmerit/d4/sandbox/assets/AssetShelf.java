package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Uploaded files by their hash, for each owner on its own: a Pages project, a Worker. */
public final class AssetShelf {
    private final Path directory;
    private final ContentStore contents;

    /**
     * @param directory holds what is known of each file
     * @param contents holds the bytes
     */
    public AssetShelf(Path directory, ContentStore contents) {
        this.directory = directory;
        this.contents = contents;
    }

    /** Keeps a file of an owner, whose id can be the name of a directory. */
    public void put(String owner, String hash, Content content, String contentType) throws IOException {
        file(owner, hash).save(new StoredAsset(hash, contentType, contents.put(content)));
    }

    /** The file of an owner that has this hash. */
    public Optional<StoredAsset> find(String owner, String hash) throws IOException {
        return file(owner, hash).load();
    }

    /** The files of a manifest by path; fails when one of them is gone. */
    public Map<String, StoredAsset> all(String owner, Map<String, String> manifest) throws IOException {
        Map<String, StoredAsset> assets = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : manifest.entrySet()) {
            Optional<StoredAsset> asset = find(owner, file.getValue());
            assets.put(
                    file.getKey(),
                    asset.orElseThrow(() -> new IOException("the uploaded file " + file.getKey() + " is gone")));
        }
        return assets;
    }

    /** Whether the file's bytes and the extension of this path give its hash: only the path tells the extension. */
    public boolean fits(StoredAsset asset, String path) throws IOException {
        return AssetHash.of(contents.get(asset.sha256()), AssetHash.extension(path))
                .equals(asset.hash());
    }

    private JsonFile<StoredAsset> file(String owner, String hash) {
        return new JsonFile<>(directory.resolve(owner).resolve(hash + ".json"), StoredAsset.class);
    }
}
