package com.pmerit.d4.database;

import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.TokenKind;
import com.pmerit.d4.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The waivers in a migration file: comments {@code -- d4:allow CODE reason}, each on a line of its own or behind SQL. What
 * stands in a string is none.
 *
 * @param given those that say code and reason, in the order of the file
 * @param malformed the lines, from 1, of comments that begin with {@code d4:allow} and lack a kebab-case code or a reason;
 *     they waive nothing
 */
public record Waivers(List<Waiver> given, List<Integer> malformed) {
    private static final Pattern BEGINNING = Pattern.compile("--\\s*d4:allow\\b.*");
    private static final Pattern WHOLE =
            Pattern.compile("--\\s*d4:allow\\s+([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\\s+(\\S.*?)\\s*");

    public Waivers {
        given = List.copyOf(given);
        malformed = List.copyOf(malformed);
    }

    /** Reads the waivers of a file's text. */
    public static Waivers of(String sql) {
        if (!sql.contains("d4:allow")) {
            return new Waivers(List.of(), List.of());
        }
        List<Waiver> given = new ArrayList<>();
        List<Integer> malformed = new ArrayList<>();
        int line = 1;
        for (Token token : Tokenizer.tokens(sql)) {
            String text = token.text();
            if (token.kind() == TokenKind.COMMENT
                    && BEGINNING.matcher(text.strip()).matches()) {
                Matcher whole = WHOLE.matcher(text.strip());
                if (whole.matches()) {
                    given.add(new Waiver(whole.group(1), whole.group(2), line));
                } else {
                    malformed.add(line);
                }
            }
            line += (int) text.chars().filter(character -> character == '\n').count();
        }
        return new Waivers(given, malformed);
    }

    /** The first waiver of a code, such as {@code rows-lost}. */
    public Optional<Waiver> waiving(String code) {
        return given.stream().filter(waiver -> waiver.code().equals(code)).findFirst();
    }
}
