package com.pmerit.d4.contract;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what looks like a secret out of the POM's tags before anything can print it, and tells where it stood. */
final class SecretScan {
    private static final Pattern VARIABLE = Pattern.compile("<environments><([^<>]+)><vars><([^<>]+)>");

    private final Faults faults;

    SecretScan(Faults faults) {
        this.faults = faults;
    }

    List<PomTag> clean(List<PomTag> tags) {
        return tags.stream().map(tag -> clean("", tag)).toList();
    }

    private PomTag clean(String parent, PomTag tag) {
        String path = parent + "<" + tag.name() + ">";
        List<PomTag> children =
                tag.children().stream().map(child -> clean(path, child)).toList();
        Optional<String> secret = SecretShapes.find(tag.value());
        if (secret.isEmpty()) {
            return new PomTag(tag.name(), tag.value(), children);
        }
        faults.error(
                path,
                Fault.NOT_SHOWN,
                "looks like " + secret.get() + ", and a POM is no place for a secret",
                "Take it out of the POM, revoke it if it was ever committed, and set it with: " + put(path));
        return new PomTag(tag.name(), Fault.NOT_SHOWN, children);
    }

    private static String put(String path) {
        Matcher variable = VARIABLE.matcher(path);
        return variable.matches()
                ? PutSecretCommand.of(variable.group(1), List.of(variable.group(2)))
                : PutSecretCommand.ofAny();
    }
}
