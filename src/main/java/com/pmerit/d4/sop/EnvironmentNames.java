package com.pmerit.d4.sop;

import com.pmerit.d4.contract.Environment;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the environment that a text is about. People shorten: {@code prod} is production, {@code stag} staging. */
final class EnvironmentNames {
    /** Longer beginnings are words of their own, such as product. */
    private static final int SHORTENED = 4;

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private final List<EnvironmentState> environments;

    EnvironmentNames(List<EnvironmentState> environments) {
        this.environments = environments;
    }

    List<EnvironmentState> all() {
        return environments;
    }

    /** The only one that a text names. */
    Optional<EnvironmentState> in(String text) {
        List<EnvironmentState> named = named(text).stream().distinct().toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** The one that is named last in a text. */
    Optional<EnvironmentState> lastIn(String text) {
        List<EnvironmentState> named = named(text);
        return named.isEmpty() ? Optional.empty() : Optional.of(named.get(named.size() - 1));
    }

    /** The one that the innermost of these headings names that names any; none when it names several. */
    Optional<EnvironmentState> above(List<String> headings) {
        for (int index = headings.size() - 1; index >= 0; index--) {
            if (!named(headings.get(index)).isEmpty()) {
                return in(headings.get(index));
            }
        }
        return Optional.empty();
    }

    /** The one that wrangler takes with this {@code --env}, or without one. */
    Optional<EnvironmentState> ofSection(Optional<String> section) {
        return environments.stream()
                .filter(each -> each.environment().wrangler().section().equals(section))
                .findFirst();
    }

    /** The one of this name in the POM. */
    Optional<EnvironmentState> called(String name) {
        return environments.stream()
                .filter(each -> each.environment().name().equals(name))
                .findFirst();
    }

    /** The one whose users meet it at this host. */
    Optional<EnvironmentState> at(String host) {
        return environments.stream()
                .filter(each -> host.equalsIgnoreCase(url(each).getHost()))
                .findFirst();
    }

    private static URI url(EnvironmentState state) {
        return state.environment().url();
    }

    private List<EnvironmentState> named(String text) {
        List<EnvironmentState> named = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            environments.stream()
                    .filter(each -> isCalled(each.environment(), word))
                    .forEach(named::add);
        }
        return named;
    }

    private static boolean isCalled(Environment environment, String word) {
        String name = environment.name().toLowerCase(Locale.ROOT);
        return name.equals(word) || (word.length() == SHORTENED && name.startsWith(word));
    }
}
