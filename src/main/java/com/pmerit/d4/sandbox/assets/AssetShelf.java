package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Uploaded files by their hash, for each owner on its own: a Pages project, a Worker. Safe for use by several threads. */
public final class AssetShelf {
    private final Path directory;
    private final ContentStore contents;
    // What was read or looked at once is never another: a large site is asked for at each of its deployments.
    private final Map<Path, StoredAsset> known = new ConcurrentHashMap<>();
    private final Set<Fit> fits = ConcurrentHashMap.newKeySet();

    /**
     * @param directory holds what is known of each file
     * @param contents holds the bytes
     */
    public AssetShelf(Path directory, ContentStore contents) {
        this.directory = directory;
        this.contents = contents;
    }

    /** That the bytes and an extension give a hash. */
    private record Fit(String sha256, String extension, String hash) {}

    /** Keeps a file of an owner, whose id can be the name of a directory. */
    public void put(String owner, String hash, Content content, String contentType) throws IOException {
        StoredAsset asset = new StoredAsset(hash, contentType, contents.put(content));
        Path file = file(owner, hash);
        new JsonFile<>(file, StoredAsset.class).save(asset);
        known.put(file, asset);
    }

    /** The file of an owner that has this hash. */
    public Optional<StoredAsset> find(String owner, String hash) throws IOException {
        Path file = file(owner, hash);
        Optional<StoredAsset> asset = Optional.ofNullable(known.get(file));
        if (asset.isPresent()) {
            return asset;
        }
        Optional<StoredAsset> kept = new JsonFile<>(file, StoredAsset.class).load();
        kept.ifPresent(found -> known.put(file, found));
        return kept;
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
        Fit fit = new Fit(asset.sha256(), AssetHash.extension(path), asset.hash());
        if (!fits.contains(fit)
                && AssetHash.of(contents.get(fit.sha256()), fit.extension()).equals(fit.hash())) {
            fits.add(fit);
        }
        return fits.contains(fit);
    }

    private Path file(String owner, String hash) {
        return directory.resolve(owner).resolve(hash + ".json");
    }
}
