package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;

/**
 * What is uploaded as the code of an environment's Worker, and the runtime it asks for.
 *
 * @param main the entry module's source, absolute
 * @param compatibilityDate such as {@code 2026-01-15}
 * @param compatibilityFlags such as {@code nodejs_compat}, in their order
 * @param noBundle whether {@code main} is uploaded as it stands, which needs no Node
 */
public record Script(Path main, String compatibilityDate, List<String> compatibilityFlags, boolean noBundle) {
    /** Checks the path and the date. */
    public Script {
        Require.absolute(main);
        if (!Names.isCompatibilityDate(compatibilityDate)) {
            throw new IllegalArgumentException("Not a compatibility date: " + compatibilityDate);
        }
        compatibilityFlags = List.copyOf(compatibilityFlags);
    }
}
