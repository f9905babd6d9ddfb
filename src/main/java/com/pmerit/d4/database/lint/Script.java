package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.rehearsal.Place;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A migration file, cut into statements and tokens once.
 *
 * @param migration the file
 * @param shown its path from the project's directory
 * @param pieces its statements
 */
record Script(MigrationFile migration, String shown, List<Piece> pieces) {
    /**
     * One statement.
     *
     * @param statement with its place in the file
     * @param tokens without white space and comments; offsets are from the beginning of the statement
     */
    record Piece(SqlStatement statement, List<Token> tokens) {
        /** Its word at this place in lower case; empty when it has fewer, or something else there. */
        String word(int index) {
            return index < tokens.size() ? tokens.get(index).folded() : "";
        }

        /** Whether it creates an object of this kind, temporary or not. */
        boolean creates(String object) {
            return word(0).equals("create")
                    && Stream.of(1, 2)
                            .anyMatch(index ->
                                    index < tokens.size() && tokens.get(index).isWord(object));
        }
    }

    static Script of(MigrationFile migration, Path project) {
        List<Piece> pieces = StatementSplitter.split(migration.sql()).stream()
                .map(statement -> new Piece(statement, Tokenizer.meaningfulTokens(statement.text())))
                .toList();
        return new Script(migration, shown(migration.path(), project), pieces);
    }

    static String shown(Path path, Path project) {
        Path shown = path.startsWith(project) ? project.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }

    /** A finding about the whole file. */
    Finding finding(Rule rule, String message) {
        return at(rule, 1, 1, message);
    }

    /** A finding about a statement. */
    Finding finding(Rule rule, Piece piece, String message) {
        return at(rule, piece.statement().line(), piece.statement().column(), message);
    }

    /** A finding about a statement that was rehearsed. */
    Finding finding(Rule rule, Place place, String message) {
        return at(rule, place.line(), place.column(), message);
    }

    /** A finding about a token of a statement. */
    Finding finding(Rule rule, Piece piece, Token token, String message) {
        String before = piece.statement().text().substring(0, token.offset());
        int lines = (int) before.chars().filter(character -> character == '\n').count();
        int column =
                lines == 0 ? piece.statement().column() + before.length() : before.length() - before.lastIndexOf('\n');
        return at(rule, piece.statement().line() + lines, column, message);
    }

    /** A finding about a line. */
    Finding at(Rule rule, int line, int column, String message) {
        return new Finding(rule, shown, line, column, message, rule.mend(), Optional.empty());
    }

    /** The last statement that names something; else the first one. */
    Optional<Piece> lastNaming(String... names) {
        Optional<Piece> found = pieces.stream().findFirst();
        for (Piece piece : pieces) {
            boolean all = Stream.of(names)
                    .allMatch(name -> piece.tokens().stream()
                            .anyMatch(token -> token.isName() && token.folded().equals(name)));
            found = all ? Optional.of(piece) : found;
        }
        return found;
    }
}
