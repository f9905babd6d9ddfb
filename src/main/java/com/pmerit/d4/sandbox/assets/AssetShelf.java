package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Uploaded files by their hash, for each owner on its own: a Pages project, a Worker. Safe for use by several threads. */
public final class AssetShelf {
    private final Path directory;
    private final ContentStore contents;
    // Read once: a large site is asked for at each of its deployments.
    private final Map<String, Owned> known = new ConcurrentHashMap<>();
    private final Set<Fit> fits = ConcurrentHashMap.newKeySet();

    /**
     * @param directory holds what is known of the files, an upload a file
     * @param contents holds the bytes
     */
    public AssetShelf(Path directory, ContentStore contents) {
        this.directory = directory;
        this.contents = contents;
    }

    /**
     * A file that came.
     *
     * @param hash its name, see {@link AssetHash}
     * @param contentType empty for a file that is served without one
     */
    public record Arrival(String hash, Content content, String contentType) {}

    /** That the bytes and an extension give a hash. */
    private record Fit(String sha256, String extension, String hash) {}

    /** What an owner has, and in how many uploads it came. */
    private record Owned(Map<String, StoredAsset> assets, AtomicInteger uploads) {}

    /** Keeps files of an owner, whose id can be the name of a directory. */
    public void put(String owner, List<Arrival> files) throws IOException {
        List<String> digests = contents.put(files.stream().map(Arrival::content).toList());
        List<StoredAsset> assets = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            assets.add(new StoredAsset(files.get(index).hash(), files.get(index).contentType(), digests.get(index)));
        }
        synchronized (this) {
            Owned owned = of(owner);
            upload(owner, owned.uploads().get()).save(assets.toArray(StoredAsset[]::new));
            owned.uploads().incrementAndGet();
            assets.forEach(asset -> owned.assets().put(asset.hash(), asset));
        }
    }

    /** The file of an owner that has this hash. */
    public Optional<StoredAsset> find(String owner, String hash) throws IOException {
        Owned owned = known.get(owner);
        return Optional.ofNullable((owned == null ? of(owner) : owned).assets().get(hash));
    }

    private synchronized Owned of(String owner) throws IOException {
        Owned owned = known.get(owner);
        if (owned == null) {
            owned = loaded(owner);
            known.put(owner, owned);
        }
        return owned;
    }

    private Owned loaded(String owner) throws IOException {
        Map<String, StoredAsset> assets = new ConcurrentHashMap<>();
        int number = 0;
        for (Optional<StoredAsset[]> upload = upload(owner, number).load();
                upload.isPresent();
                upload = upload(owner, ++number).load()) {
            for (StoredAsset asset : upload.get()) {
                assets.put(asset.hash(), asset);
            }
        }
        return new Owned(assets, new AtomicInteger(number));
    }

    private JsonFile<StoredAsset[]> upload(String owner, int number) {
        return new JsonFile<>(directory.resolve(owner).resolve(number + ".json"), StoredAsset[].class);
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
}
