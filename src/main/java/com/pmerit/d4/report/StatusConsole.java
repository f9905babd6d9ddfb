package com.pmerit.d4.report;

import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.report.EnvironmentStatus.DatabaseStatus;
import com.pmerit.d4.report.EnvironmentStatus.MigrationCounts;
import com.pmerit.d4.report.EnvironmentStatus.RecordStatus;
import com.pmerit.d4.report.EnvironmentStatus.RecordedSmoke;
import com.pmerit.d4.report.EnvironmentStatus.WaitingCommits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Renders a status for a terminal: some lines an environment, never more than {@value Console#MOST_LINES} in all. Where they
 * do not fit, what needs nobody's attention is left out first; the file has everything.
 */
public final class StatusConsole {
    private static final int SHORT_ID = 8;
    private static final int TAIL = 1;

    private final int columns;
    private final UnaryOperator<String> mask;

    /** Takes the longest line and what hides secrets. */
    public StatusConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(StatusReport report) {
        for (boolean quiet : List.of(true, false)) {
            for (int most = 3; most > 0; most--) {
                List<String> lines = render(report, most, quiet);
                if (lines.size() <= Console.MOST_LINES) {
                    return lines;
                }
            }
        }
        return cut(render(report, 1, false));
    }

    private static List<String> cut(List<String> lines) {
        int kept = Console.MOST_LINES - TAIL - 1;
        List<String> shown = new ArrayList<>(lines.subList(0, kept));
        shown.add("  ... " + (lines.size() - TAIL - kept) + " more lines: see " + ReportFiles.STATUS);
        shown.addAll(lines.subList(lines.size() - TAIL, lines.size()));
        return shown;
    }

    private List<String> render(StatusReport report, int most, boolean quiet) {
        Screen screen = new Screen(columns, mask);
        screen.text(Console.heading(report.subject()));
        for (EnvironmentStatus environment : report.environments()) {
            screen.text(environment.name() + " (" + environment.worker() + ")");
            rows(environment, report.readAt()).stream()
                    .filter(row -> quiet || row.loud())
                    .forEach(row -> screen.entry(row.label(), row.text(), most));
        }
        screen.text(ending(report));
        return screen.lines();
    }

    /** One line about an environment; a loud one tells of something to be done. */
    private record Line(String label, String text, boolean loud) {}

    private static List<Line> rows(EnvironmentStatus environment, Instant now) {
        List<Line> rows =
                new ArrayList<>(environment.live().fold(live -> live(live, now), why -> List.of(unread("live", why))));
        environment.site().ifPresent(site -> rows.add(site.fold(read -> site(read, now), why -> unread("site", why))));
        if (!environment.isReadable()) {
            return rows;
        }
        environment
                .records()
                .ifPresent(records -> rows.addAll(
                        records.fold(read -> records(environment, read, now), why -> List.of(unread("records", why)))));
        environment.databases().forEach(database -> rows.add(migrations(database)));
        rows.add(environment.waiting().fold(StatusConsole::waiting, why -> new Line("not live", why, true)));
        return rows;
    }

    private static Line unread(String label, String why) {
        return new Line(label, "cannot be read: " + why, true);
    }

    private static Line site(SiteStatus site, Instant now) {
        return new Line(
                "site",
                site.live()
                        .map(live -> site.place() + " serves deployment " + abbreviated(live.id())
                                + live.commit()
                                        .map(commit -> ", commit " + abbreviated(commit))
                                        .orElse("") + ", since " + new Age(live.since(), now))
                        .orElse(site.place() + ": nothing was ever published"),
                true);
    }

    private static List<Line> live(LiveStatus live, Instant now) {
        if (live instanceof LiveStatus.Serving serving) {
            return serving(serving, now);
        }
        if (live instanceof LiveStatus.Split split) {
            return List.of(new Line(
                    "live",
                    "traffic is split: " + String.join(", ", split.shares()) + ", since " + new Age(split.since(), now)
                            + whose(split.author(), split.by()),
                    true));
        }
        return List.of(new Line("live", "nothing was ever deployed", true));
    }

    private static List<Line> serving(LiveStatus.Serving serving, Instant now) {
        List<Line> rows = new ArrayList<>();
        rows.add(new Line(
                "live",
                "version " + abbreviated(serving.version())
                        + serving.release()
                                .map(ReleaseMessage::text)
                                .map(text -> ", " + text)
                                .orElse("") + ", since "
                        + new Age(serving.since(), now) + whose(serving.author(), serving.by()),
                true));
        if (!serving.staged().isEmpty()) {
            rows.add(new Line(
                    "left over",
                    "version "
                            + String.join(
                                    ", ",
                                    serving.staged().stream()
                                            .map(StatusConsole::abbreviated)
                                            .toList())
                            + " is staged at 0 %: a release stopped there; the next one puts it away",
                    true));
        }
        rows.add(new Line("secrets", serving.secrets() + " set", false));
        return rows;
    }

    private static String whose(Optional<String> author, String by) {
        return author.map(name -> ", by " + name).orElse("")
                + (by.equals("dashboard") ? " in the dashboard" : " with " + by);
    }

    private static Line migrations(DatabaseStatus database) {
        return database.migrations()
                .fold(
                        counts -> new Line(
                                "migrations",
                                database.name() + ": " + counted(counts),
                                !counts.pending().isEmpty()
                                        || !counts.withoutFile().isEmpty()),
                        why -> unread("migrations", why));
    }

    private static String counted(MigrationCounts counts) {
        return counts.applied() + " applied"
                + (counts.pending().isEmpty() ? ", none pending" : named(counts.pending(), "pending"))
                + (counts.withoutFile().isEmpty() ? "" : named(counts.withoutFile(), "without a file here"));
    }

    private static String named(List<String> names, String what) {
        return ", " + names.size() + " " + what + " (" + String.join(", ", names) + ")";
    }

    private static List<Line> records(EnvironmentStatus environment, RecordStatus records, Instant now) {
        List<Line> rows = new ArrayList<>();
        records.openRun().ifPresent(run -> rows.add(new Line("open run", open(environment, run, now), true)));
        if (!records.unreadable().isEmpty()) {
            rows.add(new Line(
                    "records", String.join(", ", records.unreadable()) + " cannot be read: edited by hand", true));
        }
        rows.add(new Line(
                "last smoke",
                records.lastSmoke().map(smoke -> smoke(smoke, now)).orElse("none is on record"),
                false));
        return rows;
    }

    private static String smoke(RecordedSmoke smoke, Instant now) {
        return "passed"
                + smoke.version().map(id -> " as version " + abbreviated(id)).orElse("")
                + smoke.at().map(at -> ", " + new Age(at, now)).orElse("");
    }

    private static String open(EnvironmentStatus environment, Run run, Instant now) {
        return "of " + run.commit().map(id -> "commit " + abbreviated(id)).orElse("code " + abbreviated(run.digest()))
                + " by " + run.author() + ", phase " + run.phase()
                + run.startedAt().map(at -> ", begun " + new Age(at, now)).orElse("")
                + "; it goes on by mvn deploy -P" + environment.name()
                + " of that commit, or with -Dd4.recover=finish or back";
    }

    private static Line waiting(WaitingCommits waiting) {
        String foreign = waiting.foreign() == 0
                ? ""
                : "; of the live ones " + waiting.foreign() + (waiting.foreign() == 1 ? " is" : " are")
                        + " not in HEAD's history";
        return waiting.count() == 0
                ? new Line("not live", "no commit of HEAD" + foreign, waiting.foreign() > 0)
                : new Line(
                        "not live",
                        waiting.count() + (waiting.count() == 1 ? " commit" : " commits") + " of HEAD" + foreign + ": "
                                + String.join("; ", waiting.newest()),
                        true);
    }

    private static String ending(StatusReport report) {
        long unread = report.environments().stream()
                .filter(environment -> !environment.isReadable())
                .count();
        int all = report.environments().size();
        return unread == 0
                ? "read at " + Age.date(report.readAt()) + "; more in " + ReportFiles.STATUS
                : unread + " of " + all + (all == 1 ? " environment" : " environments") + " could not be read";
    }

    private static String abbreviated(String id) {
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }
}
