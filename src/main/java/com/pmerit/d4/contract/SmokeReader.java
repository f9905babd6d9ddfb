package com.pmerit.d4.contract;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code <smoke>}. */
final class SmokeReader {
    private static final List<String> KEYS = List.of(
            "path", "status", "contentType", "json", "headers", "marker", "version", "deadline", "interval", "latency");
    private static final String MATCHES = "matches:";
    private static final String EQUALS = "equals:";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+");
    private static final Pattern VERSION_PLACE =
            Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*|header: *[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private final Section smoke;

    SmokeReader(Section smoke) {
        this.smoke = smoke;
    }

    Optional<Smoke> read() {
        smoke.allow(KEYS);
        Optional<String> path = path();
        Optional<Integer> status = status();
        Map<String, Expectation> json = new LinkedHashMap<>();
        smoke.child("json").ifPresent(section -> flatten(section, "", json));
        Optional<String> contentType = contentType();
        Map<String, Expectation> headers = headers();
        Optional<String> marker = smoke.text("marker");
        Optional<Duration> deadline = duration("deadline", Smoke.DEFAULT_DEADLINE);
        Optional<Duration> interval = duration("interval", Smoke.DEFAULT_INTERVAL);
        Optional<Smoke.Latency> latency = latency();
        if (path.isEmpty() || status.isEmpty() || deadline.isEmpty() || interval.isEmpty() || latency.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> asked =
                contentType.isEmpty() && !json.isEmpty() ? Optional.of("application/json") : contentType;
        return Optional.of(new Smoke(
                path.get(),
                status.get(),
                asked,
                json,
                headers,
                marker,
                version(),
                deadline.get(),
                interval.get(),
                latency.get()));
    }

    private Optional<Smoke.Latency> latency() {
        String written = smoke.text("latency").orElse("warn");
        if (!written.equals("warn") && !written.equals("fail")) {
            smoke.fault("latency", written, "is neither warn nor fail", "Write fail, or leave it out for a warning.");
            return Optional.empty();
        }
        return Optional.of(written.equals("fail") ? Smoke.Latency.FAIL : Smoke.Latency.WARN);
    }

    private Optional<String> version() {
        Optional<String> place = smoke.text("version").map(String::strip);
        if (place.isPresent() && !VERSION_PLACE.matcher(place.get()).matches()) {
            smoke.fault(
                    "version",
                    place.get(),
                    "is no place in an answer",
                    "Write a path in the JSON answer such as version.id, or header: and a header's name.");
        }
        return place;
    }

    private Optional<String> path() {
        Optional<String> path = smoke.text("path");
        if (path.isEmpty()
                || !path.get().startsWith("/")
                || path.get().contains("#")
                || path.get().chars().anyMatch(Character::isWhitespace)) {
            smoke.fault("path", path.orElse(""), "is no path to ask for", "Write a path such as /health.");
            return Optional.empty();
        }
        return path;
    }

    private Optional<Integer> status() {
        String status = smoke.text("status").orElse(String.valueOf(Smoke.DEFAULT_STATUS));
        if (!status.matches("[1-5]\\d\\d")) {
            smoke.fault("status", status, "is no HTTP status", "Write a number such as 200.");
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(status));
    }

    private Optional<String> contentType() {
        Optional<String> written = smoke.text("contentType");
        Optional<String> type = written.map(
                text -> text.toLowerCase(Locale.ROOT).split(";", 2)[0].strip());
        if (type.isPresent() && !MEDIA_TYPE.matcher(type.get()).matches()) {
            smoke.fault("contentType", written.orElse(""), "is no media type", "Write one such as application/json.");
        }
        return type;
    }

    private void flatten(Section section, String prefix, Map<String, Expectation> into) {
        section.refuseDoubles();
        for (Section child : section.children()) {
            String path = prefix + child.name();
            if (!child.isLeaf()) {
                flatten(child, path + ".", into);
            } else {
                expectation(child).ifPresent(expected -> {
                    if (into.putIfAbsent(path, expected) != null) {
                        child.fault("", "is expected twice, as " + path, "Take one of the two out.");
                    }
                });
            }
        }
        if (section.isLeaf()) {
            section.fault(
                    "", "expects nothing", "Write a field with its value in it, such as <status>healthy</status>.");
        }
    }

    private Map<String, Expectation> headers() {
        Map<String, Expectation> headers = new LinkedHashMap<>();
        Optional<Section> stated = smoke.child("headers");
        stated.ifPresent(Section::refuseDoubles);
        for (Section child : stated.map(Section::children).orElse(List.of())) {
            if (!HEADER.matcher(child.name()).matches()) {
                child.fault("", "is no header's name", "Write a name such as x-version.");
            }
            expectation(child).ifPresent(expected -> headers.put(child.name().toLowerCase(Locale.ROOT), expected));
        }
        return headers;
    }

    private static Optional<Expectation> expectation(Section child) {
        String text = child.value().strip();
        if (text.isEmpty()) {
            child.fault(
                    "",
                    "expects nothing",
                    "Write the value, matches: and an expression, or equals: for an empty text.");
            return Optional.empty();
        }
        if (text.startsWith(EQUALS)) {
            return Optional.of(new Expectation.Equal(text.substring(EQUALS.length())));
        }
        if (!text.startsWith(MATCHES)) {
            return Optional.of(new Expectation.Equal(text));
        }
        try {
            return Optional.of(
                    new Expectation.Matching(text.substring(MATCHES.length()).strip()));
        } catch (PatternSyntaxException invalid) {
            child.fault(
                    text,
                    "is no regular expression: " + invalid.getDescription(),
                    "Mend it, or write equals: for a plain text.");
            return Optional.empty();
        }
    }

    private Optional<Duration> duration(String key, Duration otherwise) {
        Optional<String> written = smoke.text(key);
        if (written.isEmpty()) {
            return Optional.of(otherwise);
        }
        Matcher matcher = DURATION.matcher(written.get());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            smoke.fault(key, written.get(), "is no length of time", "Write one such as 500ms, 30s or 2m.");
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    default -> Duration.ofMinutes(amount);
                });
    }
}
