package com.pmerit.d4.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which part of the wrangler config speaks for which environment of the POM: the one that
 * {@code <wranglerEnvironment>} names, else the section of the same name, else the top level. The top level is taken
 * unasked by one environment only: the one that has no section, or of several the one called production.
 */
final class WranglerSections {
    /** The tag that says which section to take. */
    static final String TAG = "wranglerEnvironment";

    /** What to write there for the top level. */
    static final String TOP_LEVEL = "top-level";

    private final WranglerConfig config;

    WranglerSections(WranglerConfig config) {
        this.config = config;
    }

    /** By environment; one that nothing speaks for is left out and told of. */
    Map<String, WranglerEnvironment> choose(List<Section> environments) {
        Map<String, WranglerEnvironment> chosen = new LinkedHashMap<>();
        List<Section> homeless = new ArrayList<>();
        for (Section environment : environments) {
            Optional<String> asked = environment.text(TAG);
            Optional<WranglerEnvironment> section =
                    Optional.ofNullable(config.environments().get(environment.name()));
            if (asked.isPresent()) {
                named(environment, asked.get()).ifPresent(found -> chosen.put(environment.name(), found));
            } else if (section.isPresent()) {
                chosen.put(environment.name(), section.get());
            } else {
                homeless.add(environment);
            }
        }
        for (Section environment : homeless) {
            if (homeless.size() == 1 || environment.name().equals("production")) {
                chosen.put(environment.name(), config.topLevel());
            } else {
                environment.fault(
                        "",
                        config.fileName() + " has no section env." + environment.name()
                                + ", and its top level speaks for one environment only",
                        "Write that section, or name another in <" + TAG + "> (" + TOP_LEVEL + " for the top level).");
            }
        }
        return chosen;
    }

    private Optional<WranglerEnvironment> named(Section environment, String asked) {
        if (asked.equals(TOP_LEVEL)) {
            return Optional.of(config.topLevel());
        }
        Optional<WranglerEnvironment> section =
                Optional.ofNullable(config.environments().get(asked));
        if (section.isEmpty()) {
            String remedy = Spelling.nearest(asked, config.environments().keySet())
                    .map(meant -> "Did you mean " + meant + "?")
                    .orElse("Known: " + TOP_LEVEL + ", "
                            + String.join(", ", config.environments().keySet()) + ".");
            environment.fault(TAG, asked, config.fileName() + " has no section env." + asked, remedy);
        }
        return section;
    }
}
