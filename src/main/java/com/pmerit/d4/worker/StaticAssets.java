package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.assets.AssetHash;
import com.pmerit.d4.assets.ContentTypes;
import com.pmerit.d4.assets.FileStamp;
import com.pmerit.d4.assets.SiteFile;
import com.pmerit.d4.assets.SiteTree;
import com.pmerit.d4.cloudflare.StaticAsset;
import com.pmerit.d4.contract.Assets;
import com.pmerit.d4.contract.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The static files that are published with a Worker, as they lie there.
 *
 * @param directory where
 * @param files in the order of their paths
 * @param config how they are served, as an upload says it: {@code html_handling}, {@code _headers}, …
 * @param refused what lies there and nobody may publish, each with why; it is not among the files
 */
public record StaticAssets(Path directory, List<SiteFile> files, ObjectNode config, List<String> refused) {
    private static final String PAGES_CODE = "_worker.js";
    private static final List<String> RULES = List.of("_redirects", "_headers");

    /** Keeps the order. */
    public StaticAssets {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }

    /**
     * Reads the directory and hashes its files as wrangler does.
     *
     * @throws IOException when something of it cannot be read
     */
    static StaticAssets read(Assets assets) throws IOException {
        Path root = assets.directory();
        Optional<String> ignored = text(root.resolve(AssetsIgnore.FILE));
        AssetsIgnore ignore = new AssetsIgnore(ignored.orElse(""));
        SiteTree tree = SiteTree.read(root, ignore::leavesOut, ContentTypes.ofWorkers());
        List<String> refused = new ArrayList<>(tree.refused());
        List<SiteFile> files = new ArrayList<>(tree.files());
        if (ignored.isEmpty() && files.removeIf(file -> file.path().startsWith("/" + PAGES_CODE))) {
            refused.add(PAGES_CODE + " is the code of a Pages site; name it in " + AssetsIgnore.FILE);
        }
        return new StaticAssets(root, files, config(assets), refused);
    }

    private static ObjectNode config(Assets assets) throws IOException {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        assets.htmlHandling().ifPresent(word -> config.put("html_handling", word));
        assets.notFoundHandling().ifPresent(word -> config.put("not_found_handling", word));
        assets.runWorkerFirst().ifPresent(rules -> config.set("run_worker_first", rules));
        for (String name : RULES) {
            text(assets.directory().resolve(name))
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> config.put(name, text));
        }
        return config;
    }

    private static Optional<String> text(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /**
     * The same with a copy of each file, under the name of its hash.
     *
     * @param place the directory of the copies, which is made when it is not there
     * @throws IOException when a file cannot be copied
     */
    StaticAssets keptIn(Path place) throws IOException {
        Files.createDirectories(place);
        List<SiteFile> kept = new ArrayList<>();
        for (SiteFile file : files) {
            String extension = AssetHash.extension(file.file().getFileName().toString());
            Path copy = place.resolve(extension.isEmpty() ? file.hash() : file.hash() + "." + extension);
            if (!Files.exists(copy)) {
                Path part = Files.createTempFile(place, file.hash(), ".part");
                Files.copy(file.file(), part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            }
            kept.add(new SiteFile(file.path(), copy, file.size(), file.hash(), file.contentType(), FileStamp.none()));
        }
        return new StaticAssets(directory, kept, config, refused);
    }

    /** The files by their paths, as they are uploaded. */
    Map<String, StaticAsset> manifest() {
        Map<String, StaticAsset> manifest = new LinkedHashMap<>();
        files.forEach(file -> manifest.put(file.path(), file.asset()));
        return manifest;
    }

    /** The rules for headers and redirects, by the names of their files. */
    Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        RULES.stream()
                .filter(config::has)
                .forEach(name -> rules.put(name, config.path(name).textValue()));
        return rules;
    }

    /** The size of the files, in bytes. */
    long size() {
        return files.stream().mapToLong(SiteFile::size).sum();
    }

    /** What tells these files, served like this, from any other: 64 hexadecimal digits. */
    String digest() {
        StringBuilder text = new StringBuilder(CanonicalJson.of(config)).append('\n');
        files.forEach(
                file -> text.append(file.hash()).append(' ').append(file.path()).append('\n'));
        return DigestUtils.sha256Hex(text.toString());
    }
}
