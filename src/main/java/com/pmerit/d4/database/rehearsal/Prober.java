package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.D1Transaction;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.TableModel;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Derives from pending files what their target is to be asked before they run: whether rows are alike where they must not be,
 * hold NULL, violate a check or lack a parent, and how many of them go. Files are followed on a copy without rows, so that a
 * question is put in terms of the tables that a statement will meet; each is tried on another copy first.
 */
final class Prober {
    private final Scratch target;
    private final Scratch now;
    private final Changes changes;
    private final Inquiry inquiry;

    private Prober(Scratch target, Scratch now) {
        this.target = target;
        this.now = now;
        this.changes = new Changes(target);
        this.inquiry = new Inquiry(target, now, changes);
    }

    /**
     * Derives them.
     *
     * @param schema the statements that make the schema of the target
     * @param bookkeeping tables that are no part of it
     * @param files pending, in their order, as they were rehearsed
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    static Probes of(List<String> schema, Set<String> bookkeeping, List<FileRehearsal> files) throws SQLException {
        try (Scratch target = copy(schema, bookkeeping);
                Scratch now = copy(schema, bookkeeping);
                D1Transaction transaction = now.database().begin()) {
            Prober prober = new Prober(target, now);
            for (FileRehearsal file : files) {
                for (SqlStatement statement :
                        StatementSplitter.split(file.file().sql())) {
                    prober.look(Deed.of(file, statement), transaction);
                }
            }
            return prober.inquiry.probes();
        }
    }

    private static Scratch copy(List<String> schema, Set<String> bookkeeping) throws SQLException {
        Scratch.Copy copy = Scratch.of(schema, bookkeeping);
        return copy.scratch().orElseThrow(() -> new SQLException("a copy could not be copied: " + copy.refused()));
    }

    private void look(Deed deed, D1Transaction transaction) throws SQLException {
        StatementShape shape = deed.shape();
        Set<String> reach = now.reach(deed.clause().tokens(), shape);
        Optional<TableModel> before = now.watch().table(deed.target());
        if (!shape.writesRows()) {
            // What is refused here was refused in the rehearsal, which tells it.
            transaction.run(D1Statement.of(deed.place().statement()));
            now.watch().after(deed.place().statement());
        }
        for (Question question : questions(deed, before)) {
            inquiry.put(deed, before, question);
        }
        if (deed.failed() && changes.own(deed.target()) && !inquiry.hasLookedAt(deed)) {
            inquiry.own(deed, deed.target());
        }
        for (RowLoss loss : deed.rehearsal().losses()) {
            if (loss.place().equals(deed.place())) {
                lost(deed, before, loss);
            }
        }
        changes.follow(deed.clause(), shape, reach);
    }

    private List<Question> questions(Deed deed, Optional<TableModel> before) {
        return switch (deed.kind()) {
            case "create index" ->
                UniqueIndexQuestion.of(deed, changes).stream().toList();
            case "insert" ->
                before.map(table -> InsertedRowsQuestions.of(
                                deed, table, now.watch().tables(), changes))
                        .orElse(List.of());
            case "delete" -> DeletedRowsQuestion.of(deed, changes).stream().toList();
            case "alter table" ->
                before
                        .flatMap(table ->
                                NewColumnQuestion.of(deed, table, now.watch().table(table.name()), changes))
                        .stream()
                        .toList();
            case "drop table" ->
                DroppedTableQuestion.of(deed, now.watch().tables().values(), changes).stream()
                        .toList();
            default -> List.of();
        };
    }

    private void lost(Deed deed, Optional<TableModel> before, RowLoss loss) throws SQLException {
        boolean counted = inquiry.counts(deed, loss.table());
        if (changes.own(loss.table())) {
            inquiry.own(deed, loss.table());
        }
        if (!counted && target.watch().table(loss.table()).isPresent()) {
            inquiry.put(deed, before, LostRowsQuestion.of(loss, changes));
        }
    }
}
