package com.pmerit.d4.database;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The name of a migration file that is to come after all others. */
public final class NextMigration {
    private static final int USUAL_WIDTH = 4;

    private NextMigration() {}

    /**
     * The next number, as wide as the last one that was given, and what the file is about.
     *
     * @param files those there are, in any order
     * @param about some words; what is neither a letter of ASCII nor a digit becomes an underscore
     */
    public static MigrationName after(List<MigrationFile> files, String about) {
        MigrationName last = files.stream()
                .map(MigrationFile::name)
                .filter(name -> name.number().isPresent())
                .max(Comparator.comparing(name -> name.number().orElse(BigInteger.ZERO)))
                .orElse(new MigrationName("0".repeat(USUAL_WIDTH) + "_none.sql"));
        BigInteger number = last.number().orElse(BigInteger.ZERO).add(BigInteger.ONE);
        int width = (int) last.text().chars().takeWhile(Character::isDigit).count();
        String digits = number.toString();
        String words = about.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return new MigrationName("0".repeat(Math.max(0, width - digits.length())) + digits + "_" + words + ".sql");
    }
}
