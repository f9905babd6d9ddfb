package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Before an {@code INSERT … SELECT …}: do the rows that it brings satisfy the constraints of the table that takes them? */
final class InsertedRowsQuestions {
    private InsertedRowsQuestions() {}

    /**
     * Derives them.
     *
     * @param table that takes the rows
     * @param tables all that there are when it runs, by their names in lower case
     */
    static List<Question> of(Deed deed, TableModel table, Map<String, TableModel> tables, Changes changes) {
        Set<String> sources = new TreeSet<>();
        for (Token token : deed.tokens()) {
            if (token.isName() && tables.containsKey(token.folded())) {
                sources.add(token.folded());
            }
        }
        sources.remove(Token.folded(table.name()));
        Optional<TableModel> source = sources.size() == 1 && deed.prelude().isEmpty()
                ? Optional.ofNullable(tables.get(sources.iterator().next()))
                : Optional.empty();
        Optional<InsertSelect> insert = InsertSelect.of(deed.clause(), deed.shape(), table, source);
        if (insert.isEmpty() || sources.isEmpty()) {
            return List.of();
        }
        boolean own = changes.own(table.name());
        boolean beforehand = sources.stream().anyMatch(changes::changed) || (!own && changes.changed(deed.target()));
        List<Question> questions = new ArrayList<>();
        for (Question question : new Incoming(insert.get(), source, !own, beforehand).questions()) {
            List<String> read = new ArrayList<>(sources);
            read.addAll(question.tables());
            questions.add(new Question(question.sql(), question.asks(), read).behind(deed.prelude()));
        }
        return questions;
    }
}
