package com.pmerit.d4.sandbox.assets;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * At which path a Worker's HTML files are met (Workers documentation, "HTML handling"). Each file has one path of its own; other ways to
 * write it lead there.
 */
public enum HtmlHandling {
    /** {@code /a} for {@code a.html}, {@code /a/} for {@code a/index.html}. */
    AUTO_TRAILING_SLASH("auto-trailing-slash"),
    /** {@code /a/} for both. */
    FORCE_TRAILING_SLASH("force-trailing-slash"),
    /** {@code /a} for both. */
    DROP_TRAILING_SLASH("drop-trailing-slash"),
    /** Every file at its whole name only. */
    NONE("none");

    private static final String INDEX = "/index.html";
    private static final String HTML = ".html";
    private static final List<String> SPELLINGS = List.of(INDEX, "/index", "/", HTML);

    private final String word;

    HtmlHandling(String word) {
        this.word = word;
    }

    /** The handling of that name in a configuration. */
    public static Optional<HtmlHandling> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** What a path comes to. */
    sealed interface Match {}

    /** This file. */
    record File(String path) implements Match {}

    /** Another path. */
    record Elsewhere(String path) implements Match {}

    /** What a decoded path comes to among these files; empty when to nothing. */
    Optional<Match> match(String path, Set<String> files) {
        String spelling = SPELLINGS.stream().filter(path::endsWith).findFirst().orElse("");
        boolean exactFirst = this == NONE || spelling.isEmpty() || spelling.equals("/index");
        if (exactFirst && files.contains(path)) {
            return Optional.of(new File(path));
        }
        if (this == NONE) {
            return Optional.empty();
        }
        String stem = path.substring(0, path.length() - spelling.length());
        return meant(path, stem, spelling, files).stream()
                .filter(files::contains)
                .flatMap(file -> match(path, file, files).stream())
                .findFirst()
                .or(() -> files.contains(path) ? Optional.of(new File(path)) : Optional.empty());
    }

    /** The files that a path may mean, the likelier first. */
    private List<String> meant(String path, String stem, String spelling, Set<String> files) {
        if (this != AUTO_TRAILING_SLASH && files.contains(path)) {
            return List.of(path);
        }
        return spelling.isEmpty() || spelling.equals(HTML)
                ? List.of(stem + HTML, stem + INDEX)
                : List.of(stem + INDEX, stem + HTML);
    }

    private Optional<Match> match(String path, String file, Set<String> files) {
        String own = own(file);
        if (own.equals(path)) {
            return Optional.of(new File(file));
        }
        boolean leadsThere = owner(own, files).filter(file::equals).isPresent();
        return leadsThere ? Optional.of(new Elsewhere(own)) : Optional.empty();
    }

    /** The path at which a file is met. */
    private String own(String file) {
        boolean index = file.endsWith(INDEX);
        String stem = file.substring(0, file.length() - (index ? INDEX : HTML).length());
        return switch (this) {
            case AUTO_TRAILING_SLASH -> index ? stem + "/" : stem;
            case FORCE_TRAILING_SLASH -> stem + "/";
            case DROP_TRAILING_SLASH -> stem.isEmpty() ? "/" : stem;
            case NONE -> file;
        };
    }

    /** The file that is met at a path. */
    private Optional<String> owner(String path, Set<String> files) {
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Stream<String> inOrder = path.endsWith("/")
                ? Stream.of(path, stem + INDEX, stem + HTML)
                : Stream.of(path, stem + HTML, stem + INDEX);
        return inOrder.filter(files::contains).findFirst();
    }
}
