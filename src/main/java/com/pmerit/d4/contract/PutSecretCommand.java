package com.pmerit.d4.contract;

import java.util.Collection;
import java.util.List;

/** The command that sets secrets, as advice on them names it: every value in an environment variable of its secret's name. */
public final class PutSecretCommand {
    /** What stands for an environment or a name that is not known. */
    private static final String ENVIRONMENT = "ENVIRONMENT";

    private static final String NAME = "NAME";

    private PutSecretCommand() {}

    /**
     * For these secrets of one environment.
     *
     * @param environment its name in the POM
     * @param names at least one
     */
    public static String of(String environment, Collection<String> names) {
        return "mvn d4:put-secret -Dd4.environment=" + environment + " -Dd4.secrets=" + String.join(",", names)
                + " -Dd4.fromEnvironment";
    }

    /** For a secret of which nothing is known, not even its name. */
    static String ofAny() {
        return of(ENVIRONMENT, List.of(NAME));
    }
}
