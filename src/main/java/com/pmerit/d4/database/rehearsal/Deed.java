package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One statement of a rehearsed file.
 *
 * @param rehearsal of its file
 * @param place of the statement
 * @param prelude the {@code WITH …} in front of it with a blank behind, which a question about it begins with; usually empty
 * @param clause the statement without that
 * @param shape of the clause
 */
record Deed(FileRehearsal rehearsal, Place place, String prelude, Clause clause, StatementShape shape) {
    private static final Set<String> BEHIND_WITH = Set.of("select", "values", "insert", "replace", "update", "delete");

    static Deed of(FileRehearsal rehearsal, SqlStatement statement) {
        Clause whole = new Clause(statement.text(), Tokenizer.meaningfulTokens(statement.text()));
        int main = whole.isWord(0, "with") ? whole.outside(BEHIND_WITH).orElse(0) : 0;
        Clause clause = main == 0 ? whole : whole.from(main);
        String prelude = main == 0 ? "" : whole.until(main).written() + " ";
        return new Deed(rehearsal, Place.of(statement), prelude, clause, StatementShape.of(clause.tokens()));
    }

    MigrationFile file() {
        return rehearsal.file();
    }

    /** What it does in its first word, and to what kind of object, such as {@code create index} or {@code delete}. */
    String kind() {
        return (shape.verb() + " " + shape.object()).strip();
    }

    /** The table or other object that it is about; empty where its words do not say. */
    String target() {
        return shape.target().map(Token::value).orElse("");
    }

    /** All words of the statement, those of its prelude among them. */
    List<Token> tokens() {
        return Tokenizer.meaningfulTokens(clause.text());
    }

    /** What stands from its target on. */
    Clause fromTarget() {
        return clause.from(shape.target()
                .map(clause.tokens()::indexOf)
                .orElse(clause.tokens().size()));
    }

    /** What SQLite said to it on canary rows, where it failed on them alone. */
    Optional<String> refusal() {
        return rehearsal.failuresOnRows().stream()
                .filter(failure -> failure.place().equals(place))
                .map(StatementFailure::words)
                .findFirst();
    }

    /** Whether it failed on canary rows, and not on empty tables. */
    boolean failed() {
        return refusal().isPresent();
    }
}
