package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is uploaded as the code of an environment's Worker, and the runtime it asks for.
 *
 * @param main the entry module's source, absolute
 * @param compatibilityDate such as {@code 2026-01-15}
 * @param compatibilityFlags such as {@code nodejs_compat}, in their order
 * @param assets the static files that are published with it
 * @param noBundle whether {@code main} is uploaded as it stands, which needs no Node
 */
public record Script(
        Path main,
        String compatibilityDate,
        List<String> compatibilityFlags,
        Optional<Assets> assets,
        boolean noBundle) {
    /** Checks the path and the date. */
    public Script {
        Require.absolute(main);
        if (!Names.isCompatibilityDate(compatibilityDate)) {
            throw new IllegalArgumentException("Not a compatibility date: " + compatibilityDate);
        }
        compatibilityFlags = List.copyOf(compatibilityFlags);
    }

    /** A script without static files. */
    public Script(Path main, String compatibilityDate, List<String> compatibilityFlags, boolean noBundle) {
        this(main, compatibilityDate, compatibilityFlags, Optional.empty(), noBundle);
    }

    /** The same with static files. */
    public Script with(Optional<Assets> published) {
        return new Script(main, compatibilityDate, compatibilityFlags, published, noBundle);
    }
}
