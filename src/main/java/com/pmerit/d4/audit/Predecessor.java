package com.pmerit.d4.audit;

import com.pmerit.d4.contract.Environment;
import java.util.List;
import java.util.Optional;

/** Which environment another one is held against. */
final class Predecessor {
    private Predecessor() {}

    /** The one that it names in {@code after}, else the one before it in this list; empty for the first. */
    static Optional<Environment> of(Environment environment, List<Environment> environments) {
        int index = environments.indexOf(environment);
        if (index < 1) {
            return Optional.empty();
        }
        return environment
                .after()
                .flatMap(name -> environments.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst())
                .or(() -> Optional.of(environments.get(index - 1)));
    }
}
