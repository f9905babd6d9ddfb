package com.pmerit.d4.report;

import com.pmerit.d4.sop.Judgement;
import com.pmerit.d4.sop.Ruling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Renders the review of an SOP for a terminal: how many statements of each kind, then what is contradicted (NO) with its proof, what
 * could not be read (--) and what was not understood (??). Never more than {@value Console#MOST_LINES} lines; the file has every statement.
 */
public final class SopConsole {
    private static final int MOST_OF_A_PROOF = 3;
    private static final List<RulingKind> SHOWN =
            List.of(RulingKind.CONTRADICTED, RulingKind.UNREADABLE, RulingKind.NOT_UNDERSTOOD);

    private final int columns;
    private final UnaryOperator<String> mask;

    /**
     * Takes the shape of the console.
     *
     * @param columns the longest line
     * @param mask hides secrets; every text is sent through it first
     */
    public SopConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(SopReview review) {
        Screen head = new Screen(columns, mask);
        head.text(Console.heading(review.subject()));
        head.text(review.file() + ": " + review.having(Ruling.Enforced.class).size() + " of "
                + review.judgements().size() + " statements enforced, "
                + review.having(Ruling.Contradicted.class).size() + " contradicted");
        head.text(others(review));
        Screen tail = new Screen(columns, mask);
        tail.text("every statement, and by what it is judged, stands in " + ReportFiles.SOP);
        int most = Console.MOST_LINES - head.lines().size() - tail.lines().size();
        List<String> lines = new ArrayList<>(head.lines());
        lines.addAll(body(review, most));
        lines.addAll(tail.lines());
        return lines;
    }

    /** With as much of each proof as has room for all of them. */
    private List<String> body(SopReview review, int most) {
        List<List<String>> told = told(review, 1);
        for (int proof = MOST_OF_A_PROOF; proof > 1; proof--) {
            List<List<String>> longer = told(review, proof);
            if (longer.stream().mapToInt(List::size).sum() <= most) {
                return longer.stream().flatMap(List::stream).toList();
            }
        }
        return cut(told, most);
    }

    private static List<String> cut(List<List<String>> told, int most) {
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < told.size(); index++) {
            int reserved = index + 1 == told.size() ? 0 : 1;
            if (lines.size() + told.get(index).size() + reserved > most) {
                lines.add("  ... " + (told.size() - index) + " more: see " + ReportFiles.SOP);
                return lines;
            }
            lines.addAll(told.get(index));
        }
        return lines;
    }

    private List<List<String>> told(SopReview review, int proof) {
        return SHOWN.stream()
                .flatMap(kind -> review.having(kind.type()).stream())
                .map(judgement -> told(judgement, proof))
                .toList();
    }

    private List<String> told(Judgement judgement, int proof) {
        Screen screen = new Screen(columns, mask);
        screen.entry(mark(judgement.ruling()) + " line " + judgement.line(), judgement.text(), 1);
        if (judgement.ruling() instanceof Ruling.Contradicted contradicted) {
            screen.entry("", contradicted.reason() + " -> " + contradicted.instead(), proof);
        } else if (judgement.ruling() instanceof Ruling.Unreadable unreadable) {
            screen.entry("", unreadable.reason(), 1);
        }
        return screen.lines();
    }

    private static String mark(Ruling ruling) {
        if (ruling instanceof Ruling.Contradicted) {
            return "NO";
        }
        return ruling instanceof Ruling.Unreadable ? "--" : "??";
    }

    private static String others(SopReview review) {
        return Arrays.stream(RulingKind.values())
                .filter(kind -> kind != RulingKind.ENFORCED && kind != RulingKind.CONTRADICTED)
                .map(kind -> review.having(kind.type()).size() + " " + kind.words())
                .collect(Collectors.joining(", "));
    }
}
