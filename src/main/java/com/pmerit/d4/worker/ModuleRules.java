package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.ModuleType;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which files beside a Worker's main module are uploaded with it, and as what: the {@code rules} of a wrangler config
 * followed by wrangler's default rules. A rule of the config without {@code fallthrough} ends the rules of its type.
 */
final class ModuleRules {
    private static final Map<String, ModuleType> TYPES = Map.of(
            "ESModule", ModuleType.ESM,
            "CommonJS", ModuleType.COMMON_JS,
            "CompiledWasm", ModuleType.WASM,
            "Data", ModuleType.DATA,
            "Text", ModuleType.TEXT);

    private final List<Rule> rules;

    private ModuleRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads the rules.
     *
     * @param configured the {@code rules} array of the wrangler config, or a missing node
     * @throws IllegalArgumentException when a rule has a type that cannot be uploaded without wrangler
     */
    static ModuleRules of(JsonNode configured) {
        List<Rule> rules = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        for (JsonNode rule : configured) {
            String type = rule.path("type").asText();
            add(
                    rules,
                    ended,
                    type,
                    globs(rule.path("globs")),
                    rule.path("fallthrough").asBoolean(false));
        }
        add(rules, ended, "Text", List.of("**/*.txt", "**/*.html", "**/*.sql"), true);
        add(rules, ended, "Data", List.of("**/*.bin"), true);
        add(rules, ended, "CompiledWasm", List.of("**/*.wasm"), true);
        return new ModuleRules(rules);
    }

    /** The type under which a file is uploaded, or nothing when no rule takes it along. */
    Optional<ModuleType> typeOf(Path relative) {
        return rules.stream()
                .filter(rule -> rule.takes(relative))
                .map(Rule::type)
                .findFirst();
    }

    private static void add(List<Rule> rules, Set<String> ended, String type, List<String> globs, boolean fallthrough) {
        if (ended.contains(type)) {
            return;
        }
        ModuleType uploadedAs = TYPES.get(type);
        if (uploadedAs == null) {
            throw new IllegalArgumentException("rules: modules of type '" + type
                    + "' cannot be uploaded with no_bundle by d4; remove no_bundle, so that wrangler bundles");
        }
        rules.add(new Rule(uploadedAs, globs));
        if (!fallthrough) {
            ended.add(type);
        }
    }

    private static List<String> globs(JsonNode globs) {
        List<String> texts = new ArrayList<>();
        globs.forEach(glob -> texts.add(glob.asText()));
        return texts;
    }

    private record Rule(ModuleType type, List<String> globs) {
        boolean takes(Path relative) {
            return globs.stream().anyMatch(glob -> matcher(glob).matches(relative) || matchesAtTop(glob, relative));
        }

        /** wrangler's leading {@code **}{@code /} also means no directory at all; Java's does not. */
        private static boolean matchesAtTop(String glob, Path relative) {
            return glob.startsWith("**/") && matcher(glob.substring(3)).matches(relative);
        }

        private static PathMatcher matcher(String glob) {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        }
    }
}
