package com.pmerit.d4.setup;

import com.pmerit.d4.contract.WranglerConfig;
import com.pmerit.d4.contract.WranglerEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which parts of a wrangler config are staging and production.
 *
 * @param all in release order
 * @param doubts what is left out or lacking, a sentence each
 */
record Stages(List<Stage> all, List<String> doubts) {
    private static final List<String> PRODUCTION = List.of("production", "prod", "live");
    private static final List<String> STAGING =
            List.of("staging", "stage", "preprod", "preview", "uat", "qa", "test", "testing", "dev", "development");

    Stages {
        all = List.copyOf(all);
        doubts = List.copyOf(doubts);
    }

    /** Production is the section of such a name, else the top level; staging is a section. */
    static Stages of(WranglerConfig config) {
        Map<String, WranglerEnvironment> sections = config.environments();
        Optional<String> production = first(PRODUCTION, sections);
        Optional<String> staging = first(STAGING, sections);
        List<Stage> stages = new ArrayList<>();
        staging.ifPresent(name -> stages.add(new Stage("staging", Optional.empty(), section(sections, name))));
        stages.add(new Stage(
                "production",
                staging.map(name -> "staging"),
                production.map(name -> section(sections, name)).orElse(config.topLevel())));
        List<String> doubts = new ArrayList<>();
        if (staging.isEmpty()) {
            doubts.add("staging: " + config.fileName() + " has no section for it, so that the POM has production only;"
                    + " write [env.staging] there, and run d4:init again");
        }
        sections.keySet().stream()
                .filter(name -> !staging.equals(Optional.of(name)) && !production.equals(Optional.of(name)))
                .forEach(name -> doubts.add("env." + name + " of " + config.fileName()
                        + " is left out: add an environment if it is released to"));
        return new Stages(stages, doubts);
    }

    private static WranglerEnvironment section(Map<String, WranglerEnvironment> sections, String name) {
        return Optional.ofNullable(sections.get(name)).orElseThrow();
    }

    private static Optional<String> first(List<String> names, Map<String, WranglerEnvironment> sections) {
        return names.stream().filter(sections::containsKey).findFirst();
    }
}
