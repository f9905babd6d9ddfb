package com.pmerit.d4.database;

import java.util.regex.Pattern;

/** What SQLite says where an object is there that a migration is to make: mostly because somebody made it by hand. */
public final class AlreadyThere {
    private static final Pattern WORDS =
            Pattern.compile("\\balready exists\\b|\\bthere is already an? |\\bduplicate column name: ");

    private AlreadyThere() {}

    /** Whether a refusal says so. */
    public static boolean isSaid(String words) {
        return WORDS.matcher(words).find();
    }

    /**
     * What mends it.
     *
     * @param file the name of the migration
     * @param environment where the object is
     */
    public static String mend(String file, String environment) {
        return "what it makes is there already: see by mvn d4:baseline -Dd4.environment=" + environment
                + " whether all of " + file
                + " is in effect, and list it as applied with -Dd4.apply; if it is not, mend the file";
    }
}
