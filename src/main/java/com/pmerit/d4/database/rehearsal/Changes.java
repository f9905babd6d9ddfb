package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.rehearsal.Ask.Role;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.Token;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What pending files have done to the tables of their target by the time a statement runs; names in lower case. */
final class Changes {
    private final Scratch target;
    private final Set<String> made = new TreeSet<>();
    private final Set<String> changed = new TreeSet<>();
    private final Set<String> renamed = new TreeSet<>();

    /** Begins before the first file. */
    Changes(Scratch target) {
        this.target = target;
    }

    /**
     * Why the target cannot be asked about a table.
     *
     * @param own whether the pending files make the table themselves, so that its rows are theirs
     * @param renamed whether it or a column of it has another name on the target
     */
    record Obstacle(String why, boolean own, boolean renamed) {}

    /** Whether the pending files make the table, and the target has none of its name. */
    boolean own(String table) {
        return made.contains(Token.folded(table)) && target.watch().table(table).isEmpty();
    }

    /** Whether they changed its rows. */
    boolean changed(String table) {
        return changed.contains(Token.folded(table));
    }

    /** A count of rows on which a statement fails. */
    Ask violates(Rule rule, String table, String which) {
        return new Ask(Role.VIOLATES, rule, table, which, changed(table));
    }

    /** What keeps these tables from being asked about. */
    Optional<Obstacle> obstacle(Collection<String> tables) {
        for (String table : tables) {
            if (target.watch().table(table).isEmpty()) {
                boolean own = made.contains(Token.folded(table));
                return Optional.of(new Obstacle(
                        own
                                ? "the pending files make " + table + " themselves"
                                : "the target has no " + table
                                        + ": an earlier statement of the pending files renames another table to it",
                        own,
                        !own));
            }
        }
        return Optional.empty();
    }

    /** What it means that the target's schema cannot answer a question about these tables, which it has. */
    Obstacle unfit(Collection<String> tables, String refusal) {
        boolean other = tables.stream().map(Token::folded).anyMatch(renamed::contains);
        return new Obstacle(
                (other
                                ? "an earlier statement of the pending files renames a column"
                                : "the target does not have yet what it is about")
                        + " (" + refusal + ")",
                false,
                other);
    }

    /**
     * Notes what a statement did.
     *
     * @param reach the tables whose rows it may have changed
     */
    void follow(Clause statement, StatementShape shape, Set<String> reach) {
        changed.addAll(reach);
        if (shape.target().isEmpty()) {
            return;
        }
        String table = shape.target().get().folded();
        String verb = shape.verb() + " " + shape.object();
        if (verb.equals("create table")) {
            made.add(table);
        } else if (verb.equals("drop table")) {
            made.remove(table);
        } else if (verb.equals("alter table")) {
            alter(statement, statement.tokens().indexOf(shape.target().get()) + 1, table);
        }
    }

    private void alter(Clause statement, int deed, String table) {
        if (!statement.isWord(deed, "rename") || deed + 2 >= statement.tokens().size()) {
            return;
        }
        changed.add(table);
        if (statement.isWord(deed + 1, "to")) {
            String name = statement.tokens().get(deed + 2).folded();
            changed.add(name);
            if (made.remove(table)) {
                made.add(name);
            }
        } else {
            renamed.add(table);
        }
    }
}
