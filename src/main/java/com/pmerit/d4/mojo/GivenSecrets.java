package com.pmerit.d4.mojo;

import com.pmerit.d4.worker.NewSecrets;
import com.pmerit.d4.worker.SecretText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The secrets that a run is to set.
 *
 * @param inTheEnvironment the values of those variables of the build that hold one of them, whatever the variables are called: no
 *     child may see them, whichever way the secrets came
 */
record GivenSecrets(NewSecrets secrets, Set<String> inTheEnvironment) {
    GivenSecrets {
        inTheEnvironment = Set.copyOf(inTheEnvironment);
    }

    static GivenSecrets of(List<SecretText> given, Map<String, String> environment) {
        Set<String> names = given.stream().map(SecretText::name).collect(Collectors.toSet());
        return new GivenSecrets(
                new NewSecrets(given.stream().collect(Collectors.toMap(SecretText::name, SecretText::value))),
                environment.entrySet().stream()
                        .filter(variable -> names.contains(variable.getKey())
                                || given.stream().anyMatch(each -> each.isHeldBy(variable.getValue())))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.toSet()));
    }

    /** What no child of this build may see: these, and what the build knows already. */
    Set<String> hiddenWith(Set<String> known) {
        Set<String> hidden = new HashSet<>(known);
        hidden.addAll(inTheEnvironment);
        return hidden;
    }

    @Override
    public String toString() {
        return "GivenSecrets" + secrets.names();
    }
}
