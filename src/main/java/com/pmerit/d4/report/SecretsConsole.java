package com.pmerit.d4.report;

import com.pmerit.d4.audit.CodeReading;
import com.pmerit.d4.audit.SecretsAudit;
import com.pmerit.d4.audit.SecretsAudit.EnvironmentSecrets;
import com.pmerit.d4.audit.SecretsAudit.Finding;
import com.pmerit.d4.audit.SecretsAudit.Kind;
import com.pmerit.d4.audit.SecretsAudit.Presence;
import com.pmerit.d4.audit.SecretsAudit.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Renders the inventory of secrets for a terminal: a line a name, then what needs a look and what to do about it. Never more than
 * {@value Console#MOST_LINES} lines: names that are well give way first; the file has everything.
 */
public final class SecretsConsole {
    private static final int WIDEST_NAME = 34;
    private static final int COLUMN = 9;
    private static final String NAME_HEAD = "secret";

    private final int columns;
    private final UnaryOperator<String> mask;

    /** Takes the longest line and what hides secrets. */
    public SecretsConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(SecretsReport report) {
        List<Secret> all = report.audit().secrets();
        for (int rows = all.size(); rows >= 0; rows--) {
            List<String> lines = render(report, rows, 2);
            if (lines.size() <= Console.MOST_LINES) {
                return lines;
            }
        }
        List<String> least = render(report, 0, 1);
        return least.size() <= Console.MOST_LINES ? least : least.subList(0, Console.MOST_LINES);
    }

    private List<String> render(SecretsReport report, int rows, int most) {
        SecretsAudit audit = report.audit();
        Screen screen = new Screen(columns, mask);
        screen.text(Console.heading(report.subject()));
        List<Secret> shown = shown(audit.secrets(), rows);
        if (!shown.isEmpty()) {
            screen.text(head(audit, width(shown)));
            shown.forEach(secret -> screen.text(row(secret, width(shown))));
        }
        int left = audit.secrets().size() - shown.size();
        if (left > 0) {
            screen.text("and " + left + " more: see " + ReportFiles.SECRETS);
        }
        audit.unreadable()
                .forEach(each -> each.trouble()
                        .ifPresent(trouble -> screen.entry(
                                "unreadable", each.name() + ": " + trouble.why() + " -> " + trouble.remedy(), most)));
        code(screen, audit.code(), most);
        for (Kind kind : Kind.values()) {
            findings(screen, audit, kind, report.subject(), most);
        }
        screen.text(ending(audit));
        return screen.lines();
    }

    /** So many of them, in their order; those that are well are left out first. */
    private static List<Secret> shown(List<Secret> all, int rows) {
        List<Secret> kept = new ArrayList<>(all);
        for (int at = kept.size() - 1; at >= 0 && kept.size() > rows; at--) {
            if (kept.get(at).findings().isEmpty()) {
                kept.remove(at);
            }
        }
        return kept.subList(0, Math.min(rows, kept.size()));
    }

    private static int width(List<Secret> shown) {
        return shown.stream()
                .mapToInt(secret -> Math.min(WIDEST_NAME, secret.name().length()))
                .reduce(NAME_HEAD.length(), Math::max);
    }

    private static String head(SecretsAudit audit, int width) {
        return name(NAME_HEAD, width)
                + cell("POM", 3)
                + cell("code", COLUMN)
                + audit.environments().stream()
                        .map(EnvironmentSecrets::name)
                        .map(name -> cell(name, Math.max(COLUMN, name.length())))
                        .collect(Collectors.joining());
    }

    private static String row(Secret secret, int width) {
        StringBuilder row = new StringBuilder(name(secret.name(), width))
                .append(cell(secret.declared() ? "yes" : "no", 3))
                .append(cell(
                        switch (secret.use()) {
                            case READ -> "read";
                            case FOUND -> "found";
                            case NOT_FOUND -> "not found";
                            case UNKNOWN -> "?";
                        },
                        COLUMN));
        secret.presence()
                .forEach((environment, presence) ->
                        row.append(cell(words(presence), Math.max(COLUMN, environment.length()))));
        return row.toString();
    }

    private static String words(Presence presence) {
        return switch (presence) {
            case SECRET -> "set";
            case VAR -> "plain var";
            case OTHER -> "no secret";
            case ABSENT -> "-";
            case UNKNOWN -> "?";
        };
    }

    private static String name(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String cell(String text, int width) {
        return "  " + name(text, width);
    }

    private static void code(Screen screen, CodeReading code, int most) {
        if (code instanceof CodeReading.Unknown unknown) {
            screen.entry("code", "was not searched: " + unknown.why(), most);
        } else if (code instanceof CodeReading.Searched searched) {
            if (searched.dynamic()) {
                screen.entry("code", "also reads names that it computes: not found does not mean unused", most);
            }
            if (!searched.unsearched().isEmpty()) {
                screen.entry("code", "was not searched in " + String.join(", ", searched.unsearched()), most);
            }
        }
    }

    private static void findings(Screen screen, SecretsAudit audit, Kind kind, Subject subject, int most) {
        Map<List<String>, List<String>> names = new LinkedHashMap<>();
        for (Secret secret : audit.having(kind)) {
            for (Finding finding : secret.findings()) {
                if (finding.kind() == kind) {
                    names.computeIfAbsent(finding.environments(), unseen -> new ArrayList<>())
                            .add(secret.name());
                }
            }
        }
        names.forEach((where, which) -> screen.entry(
                kind.words(),
                String.join(", ", which) + (where.isEmpty() ? "" : " in " + String.join(", ", where)) + " -> "
                        + remedy(kind, where, which, subject),
                most));
    }

    private static String remedy(Kind kind, List<String> where, List<String> which, Subject subject) {
        return switch (kind) {
            case MISSING, PLAIN_TEXT ->
                "mvn d4:put-secret -Dd4.environment=" + where.get(0) + " -Dd4.secrets=" + String.join(",", which)
                        + " -Dd4.fromEnvironment" + (subject.sandbox() ? " -Dd4.sandbox" : "");
            case SHADOWED -> "the next release puts the var in its place: take it out of the vars";
            case NOT_IN_POM -> "name it in <worker><secrets>, so that no release goes without it";
            case NOT_BOUND -> "the code reads it: name it in <worker><secrets> or bind it";
            case NOT_FOUND -> "is it still needed? the search cannot prove that it is not";
        };
    }

    private static String ending(SecretsAudit audit) {
        long odd = audit.secrets().stream()
                .filter(secret -> !secret.findings().isEmpty())
                .count();
        int all = audit.secrets().size();
        return (odd == 0
                        ? (all == 0 ? "there are no secrets" : "all " + all + " are well")
                        : odd + " of " + all + (odd == 1 ? " needs a look" : " need a look"))
                + "; the inventory is in " + ReportFiles.SECRETS;
    }
}
