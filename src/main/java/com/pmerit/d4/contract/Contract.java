package com.pmerit.d4.contract;

import java.util.List;
import java.util.Optional;

/**
 * What the team promises, made from POM and wrangler config together and validated as a whole.
 *
 * @param project the Maven project
 * @param worker the Worker, as far as it is the same everywhere
 * @param site the front end, if there is one
 * @param environments the environments in release order: each after the one that it names in {@code after}
 * @param disagreements what POM and wrangler config do not say alike, for the {@code bindings} gate
 * @param warnings what the person should know though nothing is wrong enough to fail
 */
public record Contract(
        Project project,
        Worker worker,
        Optional<Site> site,
        List<Environment> environments,
        List<Disagreement> disagreements,
        List<Fault> warnings) {
    /** Checks that there is an environment to release to and that their order is a release order. */
    public Contract {
        environments = List.copyOf(environments);
        disagreements = List.copyOf(disagreements);
        warnings = List.copyOf(warnings);
        if (environments.isEmpty()) {
            throw new IllegalArgumentException("A contract without environments");
        }
    }

    /**
     * Finds an environment.
     *
     * @param name its name in the POM
     * @return the environment, or nothing when the POM has none of that name
     */
    public Optional<Environment> environment(String name) {
        return environments.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst();
    }

    /**
     * What POM and wrangler config disagree on in one environment.
     *
     * @param environment its name in the POM
     * @return the disagreements in the order of the POM's tags
     */
    public List<Disagreement> disagreementsOf(String environment) {
        return disagreements.stream()
                .filter(disagreement -> disagreement.environment().equals(environment))
                .toList();
    }
}
