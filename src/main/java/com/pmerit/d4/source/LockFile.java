package com.pmerit.d4.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The packages of a lock file (npm's document "package-lock.json"). What npm installed it writes in the same form into
 * {@code node_modules/.package-lock.json}. The contents are compared, for a checkout or a restored cache gives files
 * whatever times it likes. Nor is npm's word taken for it: {@code npm install --package-lock-only} changes both lock files
 * and no package, so the version that lies in each place is read.
 */
final class LockFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INSTALLED = "node_modules/";

    private final Map<String, JsonNode> packages;

    private LockFile(Map<String, JsonNode> packages) {
        this.packages = packages;
    }

    /** The file's packages; empty when there is no such file, or it is not one that npm 7 or later writes. */
    static Optional<LockFile> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode listed = JSON.readTree(Files.readAllBytes(file)).path("packages");
            Map<String, JsonNode> packages = new HashMap<>();
            listed.properties().forEach(entry -> {
                if (entry.getKey().contains(INSTALLED)) {
                    packages.put(entry.getKey(), entry.getValue());
                }
            });
            return listed.isObject() ? Optional.of(new LockFile(packages)) : Optional.empty();
        } catch (JacksonException notALock) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Whether what is installed is what this lock file asks for, and is there; what is optional may be missing.
     *
     * @param root the directory that the paths of both lock files start from
     */
    boolean isInstalledAs(LockFile installed, Path root) {
        boolean allThere = packages.entrySet().stream().allMatch(wanted -> {
            JsonNode there = installed.packages.get(wanted.getKey());
            return there == null ? mayBeMissing(wanted.getValue()) : same(wanted.getValue(), there);
        });
        return allThere
                && packages.keySet().containsAll(installed.packages.keySet())
                && installed.packages.entrySet().stream()
                        .allMatch(entry -> isThere(root.resolve(entry.getKey()), entry.getValue()));
    }

    /** Whether it names no package to install. */
    boolean asksForNothing() {
        return packages.isEmpty();
    }

    private static boolean mayBeMissing(JsonNode wanted) {
        return wanted.path("optional").asBoolean() || wanted.path("devOptional").asBoolean();
    }

    private static boolean isThere(Path place, JsonNode entry) {
        Path file = place.resolve("package.json");
        if (entry.path("link").asBoolean() || !entry.has("version")) {
            return Files.exists(place);
        }
        try {
            return Files.isRegularFile(file)
                    && JSON.readTree(Files.readAllBytes(file)).path("version").equals(entry.path("version"));
        } catch (JacksonException broken) {
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean same(JsonNode wanted, JsonNode there) {
        return wanted.path("version").equals(there.path("version"))
                && wanted.path("integrity").equals(there.path("integrity"))
                && wanted.path("resolved").equals(there.path("resolved"));
    }
}
