package com.pmerit.d4.report;

import com.pmerit.d4.audit.MigrationEntry;
import com.pmerit.d4.audit.MigrationEntry.Hashes;
import com.pmerit.d4.audit.MigrationEntry.Noted;
import com.pmerit.d4.audit.MigrationEntry.Recording;
import com.pmerit.d4.audit.MigrationState;
import com.pmerit.d4.audit.MigrationsAudit.DatabaseMigrations;
import com.pmerit.d4.audit.MigrationsAudit.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Renders the state of migrations for a terminal: a line of counts a database, a line for each migration that needs a look,
 * and what to do about it. Never more than {@value Console#MOST_LINES} lines; the file has everything.
 */
public final class MigrationsConsole {
    private static final int HASH_SHOWN = 12;
    private static final int NAMES_SHOWN = 3;
    private static final int TAIL = 1;

    private final int columns;
    private final UnaryOperator<String> mask;

    /** Takes the longest line and what hides secrets. */
    public MigrationsConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(MigrationsReport report) {
        for (int most = 3; most > 0; most--) {
            List<String> lines = render(report, most);
            if (lines.size() <= Console.MOST_LINES) {
                return lines;
            }
        }
        return cut(render(report, 1));
    }

    private static List<String> cut(List<String> lines) {
        int kept = Console.MOST_LINES - TAIL - 1;
        List<String> shown = new ArrayList<>(lines.subList(0, kept));
        shown.add("  ... " + (lines.size() - TAIL - kept) + " more lines: see " + ReportFiles.MIGRATIONS);
        shown.addAll(lines.subList(lines.size() - TAIL, lines.size()));
        return shown;
    }

    private List<String> render(MigrationsReport report, int most) {
        Screen screen = new Screen(columns, mask);
        screen.text(Console.heading(report.subject()));
        for (DatabaseMigrations database : report.audit().databases()) {
            screen.text(database.environment() + ", " + database.binding() + " (" + database.name() + "): "
                    + counts(database));
            database.trouble().ifPresent(trouble -> trouble(screen, trouble, most));
            long foreign = database.entries().stream()
                    .filter(entry -> entry.state() == MigrationState.APPLIED
                            && entry.noted().isEmpty())
                    .count();
            if (foreign > 0) {
                screen.entry("not by d4", foreign + " of them: an edit of such a file would not show", 1);
            }
            recorded(screen, database);
            List<String> pending = names(database, MigrationState.PENDING);
            if (!pending.isEmpty()) {
                screen.entry(MigrationState.PENDING.words(), few(pending), 1);
            }
            List<String> restyled = names(database, MigrationState.RESTYLED);
            if (!restyled.isEmpty()) {
                screen.entry(
                        MigrationState.RESTYLED.words(), few(restyled) + ": comments or white space changed since", 1);
            }
            database.odd()
                    .forEach(entry -> screen.entry(entry.state().words(), sentence(entry, database.table()), most));
        }
        screen.text(ending(report));
        return screen.lines();
    }

    /** What d4:baseline recorded; the names of those only for which nothing but a person's word stands. */
    private static void recorded(Screen screen, DatabaseMigrations database) {
        Map<String, List<String>> vouched = new TreeMap<>();
        long proven = 0;
        for (MigrationEntry entry : database.entries()) {
            Optional<Recording> recording = entry.noted().flatMap(Noted::recording);
            if (recording.filter(Recording::attested).isPresent()) {
                vouched.computeIfAbsent(recording.get().author(), author -> new ArrayList<>())
                        .add(entry.name());
            } else if (recording.isPresent()) {
                proven++;
            }
        }
        if (proven > 0) {
            screen.entry("proven", proven + " of them: the schema had all of their effects", 1);
        }
        vouched.forEach((author, names) -> screen.entry("attested", few(names) + " by " + author, 1));
    }

    private static void trouble(Screen screen, Trouble trouble, int most) {
        screen.entry("unreadable", trouble.why(), most);
        screen.entry("->", trouble.remedy(), most);
    }

    private static List<String> names(DatabaseMigrations database, MigrationState state) {
        return database.entries().stream()
                .filter(entry -> entry.state() == state)
                .map(MigrationEntry::name)
                .toList();
    }

    private static String few(List<String> names) {
        return names.size() <= NAMES_SHOWN
                ? String.join(", ", names)
                : names.get(0) + " to " + names.get(names.size() - 1) + " (" + names.size() + " files)";
    }

    private static String counts(DatabaseMigrations database) {
        if (database.trouble().isPresent()) {
            return "not looked at";
        }
        long files = database.count(MigrationState.NOT_ASKED);
        if (files > 0) {
            return files + (files == 1 ? " file" : " files") + ", the database was not asked";
        }
        long applied = database.count(MigrationState.APPLIED)
                + database.count(MigrationState.RESTYLED)
                + database.count(MigrationState.EDITED);
        long pending = database.entries().stream()
                .filter(entry ->
                        entry.state() == MigrationState.PENDING || entry.state() == MigrationState.OUT_OF_ORDER)
                .count();
        return applied + " applied, " + (pending == 0 ? "none" : pending) + " pending";
    }

    private static String sentence(MigrationEntry entry, String table) {
        String name = entry.name();
        String then = entry.formerly().orElse("another name");
        return switch (entry.state()) {
            case EDITED ->
                name + ": applied was "
                        + entry.noted()
                                .map(noted -> abbreviated(noted.hashes()))
                                .orElse("another one") + ", the file is "
                        + entry.file().map(MigrationsConsole::abbreviated).orElse("gone")
                        + " -> bring back what was applied, put the change into a new file";
            case OUT_OF_ORDER ->
                name + " sorts before a file that is applied already -> give it a number behind the last one";
            case RENAMED -> name + " was applied as " + then + " and would run again -> give it its name back";
            case PROBABLY_RENAMED ->
                name + " was probably applied as " + then
                        + " and would run again -> compare them (git log --follow), give it its name back";
            case WITHOUT_FILE -> name + " is applied, and there is no such file -> bring the file back";
            case FORGOTTEN ->
                name + " was applied by d4, and " + table + " does not list it any more"
                        + (entry.file().isPresent() ? ": it would run again" : "")
                        + " -> find out who removed the row";
            case APPLIED, RESTYLED, PENDING, NOT_ASKED -> name;
        };
    }

    private static String abbreviated(Hashes hashes) {
        return hashes.bytes().substring(0, Math.min(HASH_SHOWN, hashes.bytes().length()));
    }

    private static String ending(MigrationsReport report) {
        int unreadable = report.audit().unreadable().size();
        long odd = report.audit().databases().stream()
                .mapToLong(database -> database.odd().size())
                .sum();
        String more = "; both hashes of each file in " + ReportFiles.MIGRATIONS;
        if (unreadable > 0) {
            return unreadable + (unreadable == 1 ? " database" : " databases") + " could not be looked at" + more;
        }
        return odd == 0
                ? "nothing needs a look" + more
                : odd + (odd == 1 ? " migration needs" : " migrations need") + " a look" + more;
    }
}
