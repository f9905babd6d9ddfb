package com.pmerit.d4.database;

import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What tells whether a migration file is still the one that was applied.
 *
 * @param file SHA-256 of its bytes, in hexadecimal
 * @param meaning SHA-256 of its tokens without comments and white space: another one, and it says something else
 */
public record MigrationHashes(String file, String meaning) {
    /** In what a file differs from what it was. */
    public enum Change {
        /** In nothing. */
        NONE,
        /** In comments or white space. */
        LAYOUT,
        /** In what it says. */
        MEANING
    }

    /** What was changed since these hashes were taken of the same file. */
    public Change since(MigrationHashes then) {
        if (file.equals(then.file)) {
            return Change.NONE;
        }
        return meaning.equals(then.meaning) ? Change.LAYOUT : Change.MEANING;
    }

    /** Of a file as it lies in the project. */
    public static MigrationHashes of(MigrationFile migration) {
        // No file has a NUL, so that no two lists of tokens run into the same text.
        String tokens = Tokenizer.meaningfulTokens(migration.sql()).stream()
                .map(Token::text)
                .collect(Collectors.joining("\0"));
        return new MigrationHashes(sha256(migration.sql()), sha256(tokens));
    }

    // Migration files are strict UTF-8 without a byte order mark: their text has one spelling in bytes only.
    private static String sha256(String text) {
        return DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
