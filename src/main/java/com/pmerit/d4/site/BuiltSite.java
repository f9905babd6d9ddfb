package com.pmerit.d4.site;

import com.pmerit.d4.assets.SiteFile;
import com.pmerit.d4.cloudflare.PagesDeploymentRequest.Part;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Set<String> RULES = Set.of("_headers", "_redirects");
    private static final String BUNDLE = "_worker.bundle";
    private static final Pattern PLACE = Pattern.compile("(?m)^// \\S+$");
    private static final Pattern MADE_UP = Pattern.compile("(functionsWorker|functionsRoutes|bundledWorker)-0\\.\\d+");

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

    /** What Pages reads instead of serving it, by its name, each byte of it one character. */
    Map<String, String> texts() {
        return texts(parts, StandardCharsets.ISO_8859_1);
    }

    /** The rules for headers and redirects, by the names of their files. */
    Map<String, String> rules() {
        return texts(parts.stream().filter(part -> RULES.contains(part.name())).toList(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> texts(List<Part> parts, Charset charset) {
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach(part -> texts.put(part.name(), new String(part.content(), charset)));
        return texts;
    }

    /** The file at a path. */
    Optional<SiteFile> at(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /** What tells this content from any other: 32 hexadecimal digits. */
    String digest() {
        StringBuilder text = new StringBuilder();
        files.forEach(file ->
                text.append(file.path()).append('\n').append(file.hash()).append('\n'));
        parts.stream()
                .sorted(Comparator.comparing(Part::name))
                .forEach(part -> text.append(part.name())
                        .append('\n')
                        .append(digest(part))
                        .append('\n'));
        return DigestUtils.sha256Hex(text.toString()).substring(0, DIGEST);
    }

    private static String digest(Part part) {
        return part.name().equals(BUNDLE)
                ? DigestUtils.sha256Hex(settled(new String(part.content(), StandardCharsets.ISO_8859_1)))
                : DigestUtils.sha256Hex(part.content());
    }

    /** A bundle without what is another each time wrangler makes it: the form's boundary, made-up names, where it was made. */
    private static String settled(String form) {
        int line = form.indexOf("\r\n");
        String unbounded = line > 2 && form.startsWith("--") ? form.replace(form.substring(0, line), "--") : form;
        return MADE_UP.matcher(PLACE.matcher(unbounded).replaceAll("")).replaceAll("$1");
    }
}
