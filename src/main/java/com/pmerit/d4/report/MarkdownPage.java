package com.pmerit.d4.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of Markdown as it grows. What comes from elsewhere goes through {@link #text} or {@link #code}, which mask it and leave
 * nothing in it that Markdown or HTML would act on; what the page itself says is written as it is.
 */
final class MarkdownPage {
    private static final Pattern ACTIVE = Pattern.compile("[\\\\`*_\\[\\]<>&~|$]");
    private static final Pattern START = Pattern.compile("^(\\d+)([.)])|^([-+#=:])");
    /** What a renderer makes a link of by itself. */
    private static final Pattern LINK = Pattern.compile("(?<=\\w)(?=://)|(?<=\\b[wW]{3})(?=\\.)");

    private static final Pattern TICKS = Pattern.compile("`+");

    private final UnaryOperator<String> mask;
    private final List<String> lines = new ArrayList<>();

    MarkdownPage(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** A text from elsewhere as words in a line. */
    String text(String foreign) {
        String inert = InertText.line(mask.apply(foreign));
        String escaped = ACTIVE.matcher(inert).replaceAll("\\\\$0");
        String still = LINK.matcher(escaped).replaceAll("\\\\");
        return START.matcher(still).replaceFirst("$1\\\\$2$3");
    }

    /** A text from elsewhere as code in a line. */
    String code(String foreign) {
        String inert = InertText.line(mask.apply(foreign));
        if (inert.isEmpty() || (inert.contains("|") && inert.contains("\\"))) {
            return text(inert);
        }
        String fence = "`".repeat(longestRun(inert) + 1);
        String edge = inert.startsWith("`") || inert.endsWith("`") ? " " : "";
        return fence + edge + inert + edge + fence;
    }

    void heading(int level, String rendered) {
        space();
        lines.add("#".repeat(level) + " " + rendered);
        lines.add("");
    }

    void paragraph(String rendered) {
        space();
        lines.add(rendered);
        lines.add("");
    }

    void items(List<String> rendered) {
        rendered.forEach(item -> lines.add("- " + item));
        lines.add("");
    }

    void table(List<String> columns, List<List<String>> rows) {
        space();
        row(columns);
        row(Collections.nCopies(columns.size(), "---"));
        rows.forEach(this::row);
        lines.add("");
    }

    /** A block of commands; comments among them begin with a hash. */
    void commands(List<String> commands) {
        space();
        lines.add("```bash");
        commands.forEach(
                command -> lines.add(InertText.line(mask.apply(command)).replace("```", "` ` `")));
        lines.add("```");
        lines.add("");
    }

    /** All of it, line ends as on Unix. */
    String whole() {
        return String.join("\n", lines).strip() + "\n";
    }

    private void row(List<String> cells) {
        lines.add(cells.stream().map(MarkdownPage::cell).collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** A bar ends a cell, in code too; one that is escaped already stays. */
    private static String cell(String rendered) {
        return rendered.replaceAll("(?<!\\\\)\\|", "\\\\|");
    }

    private void space() {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
    }

    private static int longestRun(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
    }
}
