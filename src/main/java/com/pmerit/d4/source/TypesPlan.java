package com.pmerit.d4.source;

import com.pmerit.d4.contract.Project.NpmPackage;
import java.time.Duration;
import java.util.Optional;

/**
 * How a package's types are checked.
 *
 * @param npmPackage the package
 * @param typed false when the package is declared to be plain JavaScript, which has no types to check
 * @param script the npm script that checks them; when empty, {@code typecheck} if there is one, or else {@code tsc -b}
 * @param timeLimit how long the check may take
 */
public record TypesPlan(NpmPackage npmPackage, boolean typed, Optional<String> script, Duration timeLimit) {
    static final String USUAL_SCRIPT = "typecheck";
}
