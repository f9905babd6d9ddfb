package com.pmerit.d4.cloudflare;

import java.util.List;
import java.util.Optional;

/**
 * The settings of the <em>latest uploaded</em> version of a Worker, which need not be the deployed one.
 *
 * @param bindings secrets by name only
 * @param compatibilityDate when one is set
 * @param compatibilityFlags may be empty
 */
public record WorkerSettings(
        List<Binding> bindings, Optional<String> compatibilityDate, List<String> compatibilityFlags) {
    /** Makes the lists unchangeable. */
    public WorkerSettings {
        bindings = List.copyOf(bindings);
        compatibilityFlags = List.copyOf(compatibilityFlags);
    }

    static WorkerSettings read(Fields settings) {
        return new WorkerSettings(
                settings.objects("bindings").stream().map(Binding::read).toList(),
                settings.optionalText("compatibility_date"),
                settings.texts("compatibility_flags"));
    }
}
