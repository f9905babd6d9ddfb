package com.pmerit.d4.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package that looks like a front end.
 *
 * @param directory of its package.json
 * @param project the Pages project, by its own config or by the package's name
 * @param output the directory that its build fills, relative
 * @param doubts what was guessed of it, a sentence each
 */
record FoundSite(Path directory, String project, String output, List<String> doubts) {
    private static final Pattern PAGES_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,57}");
    private static final Pattern CONFIGURED_OUTPUT =
            Pattern.compile("(?m)^\\s*\"?pages_build_output_dir\"?\\s*[=:]\\s*\"([^\"]+)\"");
    private static final Pattern CONFIGURED_NAME = Pattern.compile("(?m)^\\s*\"?name\"?\\s*[=:]\\s*\"([^\"]+)\"");

    /** Where each builder puts what it builds, unless told otherwise. */
    private static final Map<String, String> OUTPUTS = Map.of(
            "react-scripts", "build",
            "next", "out",
            "@sveltejs/kit", "build",
            "gatsby", "public",
            "vite", "dist",
            "astro", "dist",
            "parcel", "dist",
            "@vue/cli-service", "dist");

    FoundSite {
        doubts = List.copyOf(doubts);
    }

    /** All of them in these directories. */
    static List<FoundSite> in(List<Path> directories) throws IOException {
        List<FoundSite> sites = new ArrayList<>();
        for (Path directory : directories) {
            Optional<NodePackage> npm =
                    NodePackage.in(directory).filter(each -> each.scripts().contains("build"));
            if (npm.isPresent()) {
                of(directory, npm.get()).ifPresent(sites::add);
            }
        }
        return sites;
    }

    private static Optional<FoundSite> of(Path directory, NodePackage npm) throws IOException {
        Optional<String> config = pagesConfig(directory);
        Optional<String> built = npm.dependencies().stream()
                .filter(OUTPUTS::containsKey)
                .sorted()
                .map(OUTPUTS::get)
                .findFirst();
        if (config.isEmpty() && built.isEmpty()) {
            return Optional.empty();
        }
        List<String> doubts = new ArrayList<>();
        Optional<String> project = config.flatMap(text -> first(CONFIGURED_NAME, text));
        String name = project.or(npm::name)
                .filter(text -> PAGES_NAME.matcher(text).matches())
                .orElse("site");
        if (project.isEmpty()) {
            doubts.add("<site><project>: " + name + " is the package's name; npx wrangler pages project list shows"
                    + " what the Pages project is called");
        }
        Optional<String> output = config.flatMap(text -> first(CONFIGURED_OUTPUT, text))
                .map(text -> text.replaceFirst("^\\./", "").replaceFirst("/+$", ""))
                .or(() -> built);
        return Optional.of(new FoundSite(directory, name, output.orElse("dist"), doubts));
    }

    /** The text of a wrangler config that makes its directory a Pages project. */
    static Optional<String> pagesConfig(Path directory) throws IOException {
        for (String name : List.of("wrangler.json", "wrangler.jsonc", "wrangler.toml")) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(Files.readString(file))
                        .filter(text -> CONFIGURED_OUTPUT.matcher(text).find());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
