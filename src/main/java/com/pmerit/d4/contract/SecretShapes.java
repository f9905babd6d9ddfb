package com.pmerit.d4.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognizes values that are secrets by their look. What it does not know it cannot find: it is a net, no proof. */
public final class SecretShapes {
    private record Shape(String name, Pattern pattern) {
        Shape(String name, String expression) {
            this(name, Pattern.compile(expression));
        }
    }

    /** Shapes that also what is no secret has: keys that are made for browsers, hashes, addresses in minified code. */
    private static final Set<String> MAY_BE_PUBLIC = Set.of(
            "a Cloudflare API token without a prefix",
            "a Cloudflare global API key",
            "a Google API key",
            "a signed token (JWT)",
            "a password in a URL");

    private static final String START = "(?<![A-Za-z0-9_-])";
    private static final String END = "(?![A-Za-z0-9_-])";

    private static final List<Shape> SHAPES = List.of(
            new Shape("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----"),
            new Shape("a Cloudflare API token", START + "cf(?:k|ut|at)_[A-Za-z0-9]{40,}"),
            // Without a prefix such a token is 40 characters; asking for each kind of them leaves hashes alone.
            new Shape(
                    "a Cloudflare API token without a prefix",
                    START + "(?=[A-Za-z0-9_-]{0,39}[a-z])(?=[A-Za-z0-9_-]{0,39}[A-Z])(?=[A-Za-z0-9_-]{0,39}[0-9])"
                            + "[A-Za-z0-9_-]{40}" + END),
            new Shape("a Cloudflare global API key", START + "[0-9a-f]{37}" + END),
            new Shape("a Cloudflare origin CA key", START + "v1\\.0-[0-9a-f]{24}-[0-9a-f]{100,}"),
            new Shape("a Stripe key", START + "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}"),
            new Shape("a Stripe webhook secret", START + "whsec_[A-Za-z0-9+/=]{8,}"),
            new Shape("an Anthropic or OpenAI key", START + "sk-[A-Za-z0-9_-]{20,}"),
            new Shape("a Google API key", START + "AIza[A-Za-z0-9_-]{35}"),
            new Shape("a GitHub token", START + "(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})"),
            new Shape("a Resend key", START + "re_[A-Za-z0-9]{6,}_[A-Za-z0-9]{16,}"),
            new Shape("an AWS access key", START + "(?:AKIA|ASIA)[A-Z0-9]{16}" + END),
            new Shape("a Slack token", START + "xox[abeprs]-[A-Za-z0-9-]{10,}"),
            new Shape("a signed token (JWT)", START + "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+"),
            // Begins where a word does and never goes back, for texts may be long.
            new Shape("a password in a URL", "(?<![a-zA-Z0-9+.-])[a-zA-Z0-9+.-]++://[^/@\\s:]*+:[^/@\\s]++@"));

    private SecretShapes() {}

    /** What this looks like, such as {@code a Stripe key}; nothing when it looks like no secret. */
    public static Optional<String> find(String value) {
        return SHAPES.stream()
                .filter(shape -> shape.pattern.matcher(value).find())
                .map(Shape::name)
                .findFirst();
    }

    /** All that a text holds of what looks like a secret. */
    public static List<Likeness> among(String text) {
        return SHAPES.stream()
                .filter(shape -> shape.pattern.matcher(text).find())
                .map(shape -> new Likeness(shape.name(), !MAY_BE_PUBLIC.contains(shape.name())))
                .toList();
    }

    /**
     * What a part of a text looks like.
     *
     * @param what such as {@code a Stripe key}
     * @param unmistakable whether hardly anything else looks so
     */
    public record Likeness(String what, boolean unmistakable) {}

    static String masked(String value) {
        return find(value).isPresent() ? Fault.NOT_SHOWN : value;
    }
}
