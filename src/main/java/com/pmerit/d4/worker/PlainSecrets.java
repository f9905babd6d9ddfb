package com.pmerit.d4.worker;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.PutSecretCommand;
import com.pmerit.d4.contract.SecretLook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of an environment that look like secrets, and the way to make secrets of them. The live version keeps the
 * variable until the version that has the secret takes its place: none serves without.
 *
 * @param reasons why each looks like one, by its name, in the order of the contract
 */
record PlainSecrets(Environment environment, Map<String, String> reasons) {
    static PlainSecrets of(Environment environment) {
        Map<String, String> reasons = new LinkedHashMap<>();
        environment
                .vars()
                .forEach((name, value) -> SecretLook.of(name, value).ifPresent(reason -> reasons.put(name, reason)));
        return new PlainSecrets(environment, reasons);
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** Such as {@code AUTH_SALT looks like a secret}. */
    String summary() {
        return String.join(" and ", reasons.keySet())
                + (reasons.size() == 1 ? " looks like a secret" : " look like secrets");
    }

    /** A line each, without the value. */
    List<String> details() {
        List<String> lines = new ArrayList<>();
        reasons.forEach((name, reason) ->
                lines.add(name + ": a variable that looks like a secret, for " + reason + "; its value is not shown"));
        return lines;
    }

    /** Three steps, for all of them together. */
    String remedy(String config) {
        String names = String.join(", ", reasons.keySet());
        return "1. in " + config + " and the POM take " + names + " out of the vars, into <worker><secrets>; 2. "
                + PutSecretCommand.of(environment.name(), reasons.keySet()) + "; 3. mvn deploy -P"
                + environment.name();
    }
}
