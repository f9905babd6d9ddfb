package com.pmerit.d4.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code assets} of one environment of the wrangler config, and tells what wrangler or Cloudflare would not take. */
final class AssetsReader {
    private static final List<String> HTML =
            List.of("auto-trailing-slash", "force-trailing-slash", "drop-trailing-slash", "none");
    private static final List<String> NOT_FOUND = List.of("none", "single-page-application", "404-page");
    private static final List<String> KEYS =
            List.of("directory", "binding", "html_handling", "not_found_handling", "run_worker_first");

    // As wrangler checks them (its parseStaticRouting).
    private static final int MOST_RULES = 100;
    private static final int LONGEST_RULE = 100;

    private final String file;
    private final WranglerEnvironment stated;
    private final Path directory;
    private final Places places;
    private final Faults faults;
    private final JsonNode assets;

    /**
     * Prepares the reading.
     *
     * @param config the wrangler config
     * @param wrangler what it says of the environment
     * @param directory where it lies
     */
    AssetsReader(WranglerConfig config, WranglerEnvironment wrangler, Path directory, Places places, Faults faults) {
        this.file = config.fileName();
        this.directory = directory;
        this.places = places;
        this.faults = faults;
        this.assets =
                Optional.ofNullable(wrangler.raw().get("assets")).orElseGet(JsonNodeFactory.instance::missingNode);
        boolean inherited = assets.equals(config.topLevel().raw().get("assets"));
        this.stated = inherited ? config.topLevel() : wrangler;
    }

    /** The files that the config names; nothing when it names none, or a part of it is wrong. */
    Optional<Assets> read() {
        if (assets.isMissingNode()) {
            return Optional.empty();
        }
        if (!assets.isObject()) {
            fault("", assets, "is no table of keys", "Write assets.directory and the like in it.");
            return Optional.empty();
        }
        nameUnknownKeys();
        Optional<Path> place = directory();
        Optional<String> binding = text("binding");
        binding.filter(name -> !Names.isBinding(name))
                .ifPresent(name -> fault(
                        "binding",
                        assets.path("binding"),
                        "is no name that code can read",
                        "Write a name such as ASSETS: letters, digits and underscores."));
        Optional<String> html = oneOf("html_handling", HTML);
        Optional<String> notFound = oneOf("not_found_handling", NOT_FOUND);
        Optional<JsonNode> first = runWorkerFirst();
        if (first.filter(rule -> rule.isBoolean() && rule.booleanValue()).isPresent() && binding.isEmpty()) {
            faults.warning(
                    tag("run_worker_first"),
                    "true",
                    "lets the Worker answer everything, and without assets.binding it cannot ask for a file",
                    "Write assets.binding = \"ASSETS\", or take run_worker_first out.");
        }
        return place.map(found -> new Assets(found, binding, html, notFound, first));
    }

    private void nameUnknownKeys() {
        assets.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                String remedy = Spelling.nearest(key, KEYS)
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Known: " + String.join(", ", KEYS) + ".");
                faults.error(tag(key), "", "is no key that d4 knows, and would not reach Cloudflare", remedy);
            }
        });
    }

    private Optional<Path> directory() {
        Optional<String> written = text("directory");
        if (written.filter(text -> !text.isBlank()).isEmpty()) {
            if (!assets.has("directory") || written.isPresent()) {
                faults.error(
                        tag("directory"),
                        "",
                        "is missing: nothing says where the static files lie",
                        "Write assets.directory, relative to " + file + ".");
            }
            return Optional.empty();
        }
        Optional<Path> place = places.within(tag("directory"), written.get(), directory);
        if (place.isPresent() && directory.startsWith(place.get())) {
            faults.error(
                    tag("directory"),
                    written.get(),
                    "is where " + file + " itself lies: the Worker's sources and packages would be published",
                    "Name a directory that holds nothing else, such as ./public.");
            return Optional.empty();
        }
        return place;
    }

    private Optional<JsonNode> runWorkerFirst() {
        JsonNode rules = assets.path("run_worker_first");
        if (rules.isMissingNode() || rules.isBoolean()) {
            return Optional.of(rules).filter(JsonNode::isBoolean);
        }
        if (!rules.isArray() || !rules.valueStream().allMatch(JsonNode::isTextual)) {
            fault("run_worker_first", rules, "is neither true, false nor a list of paths", "Write [\"/api/*\"].");
            return Optional.empty();
        }
        List<String> paths = rules.valueStream().map(JsonNode::textValue).toList();
        List<String> wrong = wrong(paths);
        wrong.forEach(why -> faults.error(
                tag("run_worker_first"), "", why, "Write paths that begin with / (or !/ for exceptions), once each."));
        return wrong.isEmpty() ? Optional.of(rules) : Optional.empty();
    }

    private static List<String> wrong(List<String> paths) {
        List<String> wrong = new ArrayList<>();
        if (paths.size() > MOST_RULES) {
            wrong.add("has " + paths.size() + " paths, and Cloudflare takes " + MOST_RULES);
        }
        if (paths.stream().allMatch(path -> path.startsWith("!"))) {
            wrong.add("names no path that the Worker answers first");
        }
        for (String path : paths) {
            if (!path.startsWith("/") && !path.startsWith("!/")) {
                wrong.add("has \"" + path + "\", which does not begin with a slash");
            } else if (path.length() > LONGEST_RULE) {
                wrong.add("has a path of " + path.length() + " characters, and Cloudflare takes " + LONGEST_RULE);
            } else if (paths.indexOf(path) != paths.lastIndexOf(path)) {
                wrong.add("has \"" + path + "\" twice");
            } else {
                covering(path, paths)
                        .ifPresent(other -> wrong.add("has \"" + path + "\", which \"" + other + "\" covers"));
            }
        }
        return wrong;
    }

    private static Optional<String> covering(String path, List<String> paths) {
        return paths.stream()
                .filter(other -> other.endsWith("*") && !other.equals(path))
                .filter(other -> path.startsWith(other.substring(0, other.length() - 1)))
                .findFirst();
    }

    private Optional<String> oneOf(String key, List<String> known) {
        Optional<String> word = text(key);
        if (word.isPresent() && !known.contains(word.get())) {
            String remedy = Spelling.nearest(word.get(), known)
                    .map(meant -> "Did you mean " + meant + "?")
                    .orElse("Known: " + String.join(", ", known) + ".");
            fault(key, assets.path(key), "is no way that Cloudflare knows", remedy);
        }
        return word;
    }

    private Optional<String> text(String key) {
        JsonNode value = assets.path(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            fault(key, value, "is no text", "Write a text there.");
        }
        return Optional.ofNullable(value.textValue());
    }

    private void fault(String key, JsonNode value, String problem, String remedy) {
        String shown = value.isTextual() ? value.textValue() : value.toString();
        faults.error(tag(key), SecretShapes.masked(shown), problem, remedy);
    }

    private String tag(String key) {
        return file + ": " + stated.key(key.isEmpty() ? "assets" : "assets." + key);
    }
}
