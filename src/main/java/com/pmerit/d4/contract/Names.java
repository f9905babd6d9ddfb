package com.pmerit.d4.contract;

import java.util.regex.Pattern;

/** The shapes that Cloudflare gives its names and ids. */
final class Names {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    // A binding is a property of the Worker's `env`; what is no identifier can be bound but hardly be read.
    private static final Pattern BINDING = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    // As wrangler's own check of `name`, with the 63 characters of a DNS label.
    private static final Pattern SCRIPT = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,62}");
    // As wrangler's own check of an R2 bucket's name.
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern PAGES_PROJECT = Pattern.compile("[a-z0-9][a-z0-9-]{0,57}");
    private static final Pattern COMPATIBILITY_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    // SQLite takes any name in quotes. Names that begin with _cf_ are Cloudflare's, which lets nobody read them.
    private static final Pattern TABLE = Pattern.compile("(?!(?i)_cf_)[\\p{L}_][\\p{L}\\p{N}_$ -]{0,127}");

    private Names() {}

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    static boolean isBinding(String text) {
        return BINDING.matcher(text).matches();
    }

    static boolean isScript(String text) {
        return SCRIPT.matcher(text).matches();
    }

    static boolean isBucket(String text) {
        return BUCKET.matcher(text).matches();
    }

    static boolean isEnvironment(String text) {
        return ENVIRONMENT.matcher(text).matches();
    }

    static boolean isPagesProject(String text) {
        return PAGES_PROJECT.matcher(text).matches();
    }

    static boolean isCompatibilityDate(String text) {
        return COMPATIBILITY_DATE.matcher(text).matches();
    }

    static boolean isTable(String text) {
        return TABLE.matcher(text).matches();
    }
}
