package com.pmerit.d4.mojo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A value that is hard to hide.
 *
 * @param kind what makes it hard
 * @param value the same in every run of the tests
 * @param within another secret that is a part of it, when there is one
 */
record HostileSecret(String kind, String value, Optional<String> within) {
    private static final int OF_EACH_KIND = 10;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Under six characters: masked where they stand alone. */
    static final String SHORT = "under six characters";

    private static final List<String> SHORT_VALUES =
            List.of("Ж", "zQ", "q\"Z", "$$x", "%4Q", "q\\Zy", "Жы€", "'Qz'", "::Qz:", "\u202eQz");

    /** All of them: ten of each kind. */
    static List<HostileSecret> all() {
        Random random = new Random(new SplittableRandom(20_260_217));
        List<HostileSecret> all = new ArrayList<>();
        add(all, "a newline", random, token -> token + "\n" + random.token());
        add(all, "Windows line ends", random, token -> token + "\r\n" + random.token() + "\r\n");
        add(all, "double quotes", random, token -> "\"" + token + "\"\"" + random.token() + "\"");
        add(all, "other quotes", random, token -> "'" + token + "'`" + random.token() + "`\u201c\u201d");
        add(all, "dollar signs", random, token -> "$" + token + "${" + random.token() + "}$1\\E$(id)");
        add(all, "backslashes", random, token -> "\\" + token + "\\\\n" + random.token() + "\\u0041\\");
        add(all, "a key in PEM", random, token -> random.pem());
        add(all, "looks like base64", random, token -> random.base64(Base64.getEncoder()));
        add(all, "looks like a JWT", random, token -> "eyJ" + token + "." + random.base64(Base64.getUrlEncoder()));
        add(
                all,
                "looks like JSON",
                random,
                token -> "{\"type\":\"service_account\",\"private_key\":\"" + token + "\\n" + random.token() + "\"}");
        add(all, "looks URL-encoded", random, token -> "%41%20" + token + "%zz+&a=" + random.token() + "%2F");
        add(all, "very long", random, token -> random.characters(4_000));
        add(all, "other scripts", random, token -> "пароль-" + token + "-é-\uD83D\uDD11-" + random.token());
        add(all, "direction marks", random, token -> "\u202e" + token + "\u200f\u2066" + random.token() + "\u2028.");
        add(all, "terminal sequences", random, token -> "\u001b[31m" + token + "\u001b[0m\u0007" + random.token());
        add(all, "markup", random, token -> "]]>" + token + "<script>&amp;'" + random.token() + "<!--");
        add(all, "commands of CI servers", random, token -> "::set-output name=x::" + token + "%0A##vso[" + token);
        add(all, "blanks at the ends", random, token -> "  " + token + " " + random.token() + "  \t ");
        for (int number = 0; number < OF_EACH_KIND; number++) {
            String within = random.token();
            all.add(new HostileSecret("holds another secret", within + "-" + random.token(), Optional.of(within)));
        }
        SHORT_VALUES.forEach(value -> all.add(new HostileSecret(SHORT, value, Optional.empty())));
        return List.copyOf(all);
    }

    /** The value, and the one within it. */
    Set<String> known() {
        Set<String> known = new LinkedHashSet<>();
        within.ifPresent(known::add);
        known.add(value);
        return known;
    }

    boolean isShort() {
        return kind.equals(SHORT);
    }

    private static void add(List<HostileSecret> all, String kind, Random random, UnaryOperator<String> shape) {
        IntStream.range(0, OF_EACH_KIND)
                .forEach(number -> all.add(new HostileSecret(kind, shape.apply(random.token()), Optional.empty())));
    }

    /** The kind only: a failed test must not fill the log. */
    @Override
    public String toString() {
        return kind;
    }

    /** What the values are made of. */
    private record Random(SplittableRandom numbers) {
        String token() {
            return characters(numbers.nextInt(12, 32));
        }

        String characters(int count) {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < count; at++) {
                text.append(LETTERS.charAt(numbers.nextInt(LETTERS.length())));
            }
            return text.toString();
        }

        String base64(Base64.Encoder encoder) {
            return encoder.encodeToString(characters(numbers.nextInt(30, 50)).getBytes(StandardCharsets.UTF_8));
        }

        String pem() {
            return "-----BEGIN PRIVATE KEY-----\n" + characters(64) + "\n" + characters(64) + "\n" + characters(30)
                    + "==\n-----END PRIVATE KEY-----\n";
        }
    }
}
