package com.pmerit.d4.mojo;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells where a secret's value is given in a way that shows it to others: by {@code -D}, or as a property of the POM. */
final class GivenValues {
    private static final Pattern NAME = Pattern.compile(
            "d4\\.(?:put-?secret\\.)?(?:secret|secret-?values?|values?|secrets?\\.(?!skip$).+)",
            Pattern.CASE_INSENSITIVE);
    private static final String REMEDY = System.lineSeparator()
            + "  What stands there is in the list of processes, and mvn -X prints it: set another value"
            + SecretSources.how();

    private GivenValues() {}

    /**
     * Looks through properties by their names.
     *
     * @param names the names of the secrets that are to be set
     * @param user what {@code -D} gave to Maven
     * @param project the POM's, those of its active profiles included
     * @return what to say, without any value; nothing when there is none
     */
    static Optional<String> find(List<String> names, Properties user, Properties project) {
        Optional<String> odd =
                names.stream().filter(name -> !SecretRecords.isName(name)).findFirst();
        if (odd.isPresent()) {
            return Optional.of(
                    "-Dd4.secrets holds something that is no name of a secret, which is not shown for it may be a value."
                            + REMEDY);
        }
        return Stream.concat(
                        given(names, user).map(name -> "-D" + name),
                        given(names, project).map(name -> "<properties><" + name + ">"))
                .findFirst()
                .map(where -> where + " (not shown) is no place for a secret's value." + REMEDY);
    }

    private static Stream<String> given(List<String> names, Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> names.contains(name) || NAME.matcher(name).matches())
                .sorted();
    }
}
