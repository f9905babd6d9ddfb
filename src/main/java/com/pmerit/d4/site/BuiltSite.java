package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesDeploymentRequest.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The site, built for one environment.
 *
 * @param files the assets, in the order of their paths
 * @param parts what Pages reads instead of serving it: {@code _headers}, {@code _redirects}, {@code _worker.bundle},
 *     {@code _routes.json}
 * @param refused what the build has put there and nobody may publish, each with why; it is among neither of the two
 */
public record BuiltSite(List<SiteFile> files, List<Part> parts, List<String> refused) {
    private static final int DIGEST = 32;

    public BuiltSite {
        files = List.copyOf(files);
        parts = List.copyOf(parts);
        refused = List.copyOf(refused);
    }

    /** The hash of each file by its path. */
    Map<String, String> manifest() {
        Map<String, String> manifest = new LinkedHashMap<>();
        files.forEach(file -> manifest.put(file.path(), file.hash()));
        return manifest;
    }

    /** Each hash once, whatever it is called. */
    List<SiteFile> distinct() {
        Map<String, SiteFile> byHash = new LinkedHashMap<>();
        files.forEach(file -> byHash.putIfAbsent(file.hash(), file));
        return new ArrayList<>(byHash.values());
    }

    /** The file at a path. */
    Optional<SiteFile> at(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /** What tells this content from any other: 32 hexadecimal digits. */
    String digest() {
        StringBuilder text = new StringBuilder();
        files.forEach(file -> text.append(file.path()).append('\n').append(file.hash()).append('\n'));
        parts.stream()
                .sorted(Comparator.comparing(Part::name))
                .forEach(part -> text.append(part.name()).append('\n').append(digest(part)).append('\n'));
        return DigestUtils.sha256Hex(text.toString()).substring(0, DIGEST);
    }

    // A bundle is a form whose boundary, its first line, is another one each time.
    private static String digest(Part part) {
        String text = new String(part.content(), StandardCharsets.ISO_8859_1);
        int line = text.indexOf("\r\n");
        boolean form = part.name().equals("_worker.bundle") && text.startsWith("--") && line > 2;
        return DigestUtils.sha256Hex(
                (form ? text.replace(text.substring(0, line), "--") : text).getBytes(StandardCharsets.ISO_8859_1));
    }
}
