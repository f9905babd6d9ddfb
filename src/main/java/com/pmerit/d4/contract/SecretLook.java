package com.pmerit.d4.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a variable that looks like a secret among the plain ones, by its name or because its value looks made at random. Unlike
 * {@link SecretShapes} it may err, so that it is a reason to warn and to show no value, not one to refuse. Names of what
 * everybody may know are left alone: {@code …_PUBLIC_KEY}, {@code …_PUBLISHABLE_KEY}, {@code …_SITE_KEY}.
 */
public final class SecretLook {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Words that name a secret wherever they stand, unless the last word makes a measure or an address of it. */
    private static final Set<String> SECRET = Set.of(
            "SECRET",
            "SECRETS",
            "SALT",
            "PEPPER",
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "PWD",
            "CREDENTIAL",
            "CREDENTIALS");
    /** Words that name a secret as the last one only: {@code API_KEY}, but {@code KEY_PREFIX} is none. */
    private static final Set<String> SECRET_AT_THE_END = Set.of("KEY", "KEYS", "APIKEY", "TOKEN", "PAT");

    private static final Set<String> PUBLIC = Set.of("PUBLIC", "PUBLISHABLE", "PUB", "SITE", "SITEKEY", "PUBKEY");
    private static final Set<String> MEASURE = Set.of(
            "ID",
            "URL",
            "URI",
            "NAME",
            "LENGTH",
            "MIN",
            "MAX",
            "TTL",
            "SECONDS",
            "DAYS",
            "ROUNDS",
            "ENABLED",
            "POLICY",
            "HEADER",
            "PATH",
            "ALGORITHM",
            "COUNT",
            "LIMIT",
            "ISSUER",
            "AUDIENCE",
            "EXPIRY",
            "VERSION");
    /** What is named so may look random and is known to everybody all the same. */
    private static final Set<String> FINGERPRINT = Set.of(
            "ID", "IDS", "SHA", "HASH", "COMMIT", "DIGEST", "CHECKSUM", "VERSION", "REVISION", "FINGERPRINT", "DSN");

    private static final Pattern WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern SETTING =
            Pattern.compile("|true|false|null|-?\\d{1,6}(\\.\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{32,}");
    private static final Pattern ALPHABET = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}");
    private static final double RANDOM_BITS = 3.7;

    private SecretLook() {}

    /**
     * Why a variable looks like a secret.
     *
     * @return such as {@code its name says SALT}; never the value or a part of it; empty when it looks like none
     */
    public static Optional<String> of(String name, Variable value) {
        return value instanceof Variable.Json json ? ofJson(name, json.json()) : ofText(name, value.shown());
    }

    /** The value for a person, unless it looks like a secret. */
    public static String shown(String name, Variable value) {
        return of(name, value).isPresent() || SecretShapes.find(value.shown()).isPresent()
                ? Fault.NOT_SHOWN
                : value.shown();
    }

    private static Optional<String> ofText(String name, String value) {
        List<String> words = words(name);
        if (SETTING.matcher(value.strip()).matches() || words.stream().anyMatch(PUBLIC::contains)) {
            return Optional.empty();
        }
        return named(words)
                .map(word -> "its name says " + word)
                .or(() -> isRandom(words, value) ? Optional.of("its value looks made at random") : Optional.empty());
    }

    private static Optional<String> ofJson(String name, String json) {
        try {
            return ofNode(name, JSON.readTree(json));
        } catch (JsonProcessingException notJson) {
            return ofText(name, json);
        }
    }

    /** An element of a list has the list's name. */
    private static Optional<String> ofNode(String name, JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(entry -> ofNode(entry.getKey(), entry.getValue()))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return node.isArray()
                ? node.valueStream()
                        .map(each -> ofNode(name, each))
                        .flatMap(Optional::stream)
                        .findFirst()
                : ofText(name, node.asText());
    }

    private static List<String> words(String name) {
        return Arrays.stream(WORDS.split(name))
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !word.matches("V?\\d+"))
                .toList();
    }

    private static Optional<String> named(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String last = words.get(words.size() - 1);
        if (SECRET_AT_THE_END.contains(last)) {
            return Optional.of(last);
        }
        return MEASURE.contains(last)
                ? Optional.empty()
                : words.stream().filter(SECRET::contains).findFirst();
    }

    private static boolean isRandom(List<String> words, String value) {
        if (words.stream().anyMatch(FINGERPRINT::contains)) {
            return false;
        }
        String text = value.strip();
        if (HEXADECIMAL.matcher(text).matches()) {
            return text.chars().anyMatch(Character::isDigit) && text.chars().anyMatch(Character::isLetter);
        }
        boolean mixed = text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase)
                && text.chars().anyMatch(Character::isDigit);
        return mixed && ALPHABET.matcher(text).matches() && bitsEach(text) >= RANDOM_BITS;
    }

    /** Shannon's entropy of a character, of the text taken for itself. */
    private static double bitsEach(String text) {
        return text.chars()
                .distinct()
                .mapToDouble(each ->
                        (double) text.chars().filter(other -> other == each).count() / text.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
