package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stretch of a statement.
 *
 * @param text the whole statement's
 * @param tokens of the stretch, without white space and comments; offsets are from the beginning of the statement
 */
record Clause(String text, List<Token> tokens) {
    Clause {
        tokens = List.copyOf(tokens);
    }

    /** The stretch as it is written; empty when it is. */
    String written() {
        return tokens.isEmpty()
                ? ""
                : text.substring(
                        tokens.get(0).offset(), tokens.get(tokens.size() - 1).end());
    }

    /** What stands from one token on, without the semicolon at the end. */
    Clause from(int first) {
        int end = tokens.size();
        while (end > first && tokens.get(end - 1).isOperator(";")) {
            end--;
        }
        return new Clause(text, tokens.subList(Math.min(first, end), end));
    }

    Clause until(int end) {
        return new Clause(text, tokens.subList(0, Math.min(end, tokens.size())));
    }

    boolean isWord(int index, String word) {
        return index >= 0 && index < tokens.size() && tokens.get(index).isWord(word);
    }

    boolean isOperator(int index, String operator) {
        return index >= 0 && index < tokens.size() && tokens.get(index).isOperator(operator);
    }

    /** Where a word stands outside of all brackets. */
    Optional<Integer> outside(String word) {
        return outside(Set.of(word));
    }

    /** Where the first of these words stands outside of all brackets. */
    Optional<Integer> outside(Set<String> words) {
        int depth = 0;
        for (int index = 0; index < tokens.size(); index++) {
            depth += isOperator(index, "(") ? 1 : isOperator(index, ")") ? -1 : 0;
            if (depth == 0 && words.stream().anyMatch(tokens.get(index)::isWord)) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    /** Where the bracket closes that opens there; behind the last token when none does. */
    int closing(int open) {
        int depth = 0;
        for (int index = open; index < tokens.size(); index++) {
            depth += isOperator(index, "(") ? 1 : isOperator(index, ")") ? -1 : 0;
            if (depth == 0) {
                return index;
            }
        }
        return tokens.size();
    }

    /** What stands between the commas outside of all brackets. */
    List<Clause> items() {
        List<Clause> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int index = 0; index < tokens.size(); index++) {
            depth += isOperator(index, "(") ? 1 : isOperator(index, ")") ? -1 : 0;
            if (depth == 0 && isOperator(index, ",")) {
                items.add(new Clause(text, tokens.subList(start, index)));
                start = index + 1;
            }
        }
        items.add(new Clause(text, tokens.subList(start, tokens.size())));
        return items;
    }
}
