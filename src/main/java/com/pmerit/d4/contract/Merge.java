package com.pmerit.d4.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Joins what the POM says with what the wrangler config says of one environment. The POM's word stands; where the
 * wrangler config says otherwise, that is noted.
 */
final class Merge {
    private final String environment;
    private final Optional<WranglerEnvironment> wrangler;
    private final List<Disagreement> disagreements = new ArrayList<>();

    Merge(String environment, Optional<WranglerEnvironment> wrangler) {
        this.environment = environment;
        this.wrangler = wrangler;
    }

    List<Disagreement> disagreements() {
        return List.copyOf(disagreements);
    }

    /** The POM's word, else the wrangler config's. Silence of the wrangler config is no disagreement. */
    Optional<String> value(String tag, Optional<String> pom, String key, Optional<String> stated) {
        return value(tag, pom, key, stated, String::equals);
    }

    Optional<String> value(
            String tag, Optional<String> pom, String key, Optional<String> stated, BiPredicate<String, String> alike) {
        if (pom.isPresent() && stated.isPresent() && !alike.test(pom.get(), stated.get())) {
            differ(tag, pom.get(), key, stated);
        }
        return pom.or(() -> stated);
    }

    /** Notes what the POM promises and wrangler, asked to deploy, would leave out. */
    void unstated(String tag, String pom, String key) {
        differ(tag, pom, key, Optional.empty());
    }

    void differ(String tag, String pom, String key, Optional<String> stated) {
        // A config that could not be read at all has been told of already.
        wrangler.ifPresent(
                section -> disagreements.add(new Disagreement(environment, tag, pom, section.key(key), stated)));
    }
}
