package com.pmerit.d4.setup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Maven is to call a project.
 *
 * @param doubts what was guessed, a sentence each
 */
record Coordinates(String groupId, String artifactId, String version, List<String> doubts) {
    private static final Pattern REMOTE = Pattern.compile(
            "(?:^|[/@])([A-Za-z0-9.-]+\\.[a-z]+)[:/](?:\\d+/)?([^/:@]+)/(?:.*/)?([^/]+?)(?:\\.git)?/?$");
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+_-]*");

    Coordinates {
        doubts = List.copyOf(doubts);
    }

    /**
     * Makes them of what there is.
     *
     * @param remote the address of the git remote, of which only host, owner and name are taken: it may hold a token
     * @param directory the name of the project's directory
     * @param packages the packages whose name and version count, the first before the next
     */
    static Coordinates of(Optional<String> remote, String directory, List<NodePackage> packages) {
        Optional<Matcher> parts = remote.map(REMOTE::matcher).filter(Matcher::find);
        String artifact = parts.map(found -> found.group(3))
                .or(() ->
                        packages.stream().flatMap(each -> each.name().stream()).findFirst())
                .map(Coordinates::fit)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> fit(directory).isEmpty() ? "project" : fit(directory));
        Optional<String> version = packages.stream()
                .flatMap(each -> each.version().stream())
                .filter(text -> VERSION.matcher(text).matches())
                .findFirst();
        Optional<String> group = parts.map(found -> group(found.group(1), fit(found.group(2))));
        return new Coordinates(
                group.orElse("local." + artifact),
                artifact,
                version.orElse("1.0.0"),
                Stream.of(
                                group.isEmpty()
                                        ? "<groupId>: there is no git remote to tell the owner; local." + artifact
                                                + " stands there"
                                        : "",
                                version.isEmpty() ? "<version>: no package.json tells it; 1.0.0 stands there" : "")
                        .filter(doubt -> !doubt.isEmpty())
                        .toList());
    }

    /** The groups that Maven Central gives to owners of repositories there. */
    private static String group(String host, String owner) {
        String turned = switch (host) {
            case "github.com" -> "io.github";
            case "gitlab.com" -> "io.gitlab";
            default ->
                Stream.of(host.split("\\."))
                        .reduce((last, next) -> next + "." + last)
                        .orElse(host);
        };
        return turned + "." + owner.toLowerCase(Locale.ROOT);
    }

    private static String fit(String name) {
        return name.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    }
}
