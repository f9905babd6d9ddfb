package com.pmerit.d4.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a directory's wrangler config, parses it and resolves its environments. */
final class WranglerReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper TOML = new TomlMapper();

    private final Path directory;
    private final Faults faults = new Faults();

    WranglerReader(Path directory) {
        this.directory = directory;
    }

    static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    WranglerReading read() {
        Optional<Path> file = new WranglerFiles(directory).find(faults);
        Optional<WranglerConfig> config = file.flatMap(found -> parse(found).map(root -> resolve(found, root)));
        return config.isEmpty() || faults.hasErrors()
                ? new WranglerReading.Refused(faults.all())
                : new WranglerReading.Understood(config.get(), faults.all());
    }

    private Optional<ObjectNode> parse(Path file) {
        String name = nameOf(file);
        try {
            String text = Files.readString(file);
            String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
            JsonNode root = (name.endsWith(".toml") ? TOML : JSON).readTree(content);
            if (root instanceof ObjectNode object) {
                return Optional.of(object);
            }
            faults.error(name, "", "is empty or no table of keys", "Write at least name, main and compatibility_date.");
        } catch (JsonProcessingException malformed) {
            String where = Optional.ofNullable(malformed.getLocation())
                    .map(location -> "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ")
                    .orElse("");
            String why = SecretShapes.masked(malformed.getOriginalMessage());
            faults.error(name, "", "cannot be read: " + where + why, "Mend that line; wrangler is refused by it too.");
        } catch (CharacterCodingException notText) {
            faults.error(name, "", "is not UTF-8 text", "Save it as UTF-8.");
        } catch (IOException unreadable) {
            faults.error(name, "", "cannot be read: " + unreadable, "Make " + file + " readable.");
        }
        return Optional.empty();
    }

    private WranglerConfig resolve(Path file, ObjectNode root) {
        String name = nameOf(file);
        refuseUnsupported(name, root);
        nameUnknownKeys(name, "", root, true);
        WranglerInheritance inheritance = new WranglerInheritance(root);
        WranglerEnvironment topLevel =
                new WranglerStatement(name, Optional.empty(), inheritance.topLevel(), faults).read(List.of());
        if (root.hasNonNull("env") && !root.path("env").isObject()) {
            faults.error(
                    name + ": env", "", "is not a table of environments", "Write env.staging and the like as tables.");
        }
        Map<String, WranglerEnvironment> environments = new LinkedHashMap<>();
        root.path("env").properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode section) {
                String env = entry.getKey();
                nameUnknownKeys(name, "env." + env + ".", section, false);
                WranglerStatement statement =
                        new WranglerStatement(name, Optional.of(env), inheritance.section(env, section), faults);
                environments.put(env, statement.read(inheritance.notInherited(section)));
            } else {
                faults.error(
                        name + ": env." + entry.getKey(), "", "is not a table", "Write the environment's keys in it.");
            }
        });
        return new WranglerConfig(file, topLevel, environments);
    }

    private void refuseUnsupported(String name, ObjectNode root) {
        if (root.path("legacy_env").isBoolean() && !root.path("legacy_env").booleanValue()) {
            faults.error(
                    name + ": legacy_env",
                    "false",
                    "asks for service environments, which Cloudflare has deprecated and d4 does not know",
                    "Take it out: each environment is then a script of its own.");
        }
        if (root.has("pages_build_output_dir")) {
            faults.error(
                    name + ": pages_build_output_dir",
                    root.path("pages_build_output_dir").asText(),
                    "makes this the config of a Pages project, not of a Worker",
                    "Let <worker><directory> name the Worker's directory, or take the key out.");
        }
    }

    private void nameUnknownKeys(String file, String prefix, ObjectNode level, boolean topLevel) {
        List<String> known = WranglerKeys.known(topLevel);
        level.properties().forEach(entry -> {
            String key = entry.getKey();
            if (!known.contains(key)) {
                String problem = WranglerKeys.TOP_LEVEL_ONLY.contains(key)
                        ? "holds at the top level only; wrangler ignores it here"
                        : "is no key that wrangler is known to have; it is kept but has no effect in d4";
                String remedy = Spelling.nearest(key, known)
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Take it out, unless a newer wrangler knows it.");
                faults.warning(file + ": " + prefix + key, "", problem, remedy);
            }
        });
    }
}
