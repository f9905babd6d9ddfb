package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A wrangler config file, each of its environments resolved by wrangler's own rules of inheritance.
 *
 * @param file the file, absolute
 * @param topLevel what holds without {@code --env}
 * @param environments what holds with {@code --env}, by name, in the order of the file
 */
public record WranglerConfig(Path file, WranglerEnvironment topLevel, Map<String, WranglerEnvironment> environments) {
    /** Keeps the order of the environments. */
    public WranglerConfig {
        Require.absolute(file);
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    }

    /**
     * Reads the wrangler config that lies in a directory: {@code wrangler.json}, else {@code wrangler.jsonc}, else
     * {@code wrangler.toml}, which is wrangler's own order.
     *
     * @param directory where to look, absolute
     * @return the config, or all that is wrong with it
     */
    public static WranglerReading in(Path directory) {
        return new WranglerReader(directory).read();
    }

    /**
     * The file's name, for messages.
     *
     * @return such as {@code wrangler.toml}
     */
    public String fileName() {
        return WranglerReader.nameOf(file);
    }
}
