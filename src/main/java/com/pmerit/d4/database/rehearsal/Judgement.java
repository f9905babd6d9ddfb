package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.AlreadyThere;
import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.Waivers;
import com.pmerit.d4.database.rehearsal.Ask.Role;
import com.pmerit.d4.database.rehearsal.Finding.Standing;
import com.pmerit.d4.database.rehearsal.Reply.Count;
import com.pmerit.d4.database.rehearsal.RowLoss.What;
import com.pmerit.d4.database.rehearsal.StatementFailure.Kind;
import com.pmerit.d4.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes findings of what a rehearsed file did to canary rows, and of what the target says of its own. */
final class Judgement {
    /** The code of a statement that no target takes; nobody can allow what cannot be done. */
    static final String CANNOT_BE_APPLIED = "cannot-be-applied";

    private static final Set<String> DESTRUCTIVE = Set.of("drop", "delete", "replace");
    private static final Comparator<Finding> BY_PLACE = Comparator.comparingInt(Finding::line)
            .thenComparingInt(Finding::column)
            .thenComparing(Finding::standing);

    private final FileRehearsal file;
    private final String shown;
    private final Waivers waivers;
    private final Optional<String> target;
    private final List<Reply> replies;
    private final List<Unasked> unasked;
    private final List<Finding> findings = new ArrayList<>();

    private Judgement(
            FileRehearsal file, String shown, Optional<String> target, List<Reply> replies, List<Unasked> unasked) {
        this.file = file;
        this.shown = shown;
        this.waivers = Waivers.of(file.file().sql());
        this.target = target;
        this.replies = replies.stream()
                .filter(reply -> reply.probe().file().equals(file.file()))
                .toList();
        this.unasked =
                unasked.stream().filter(each -> each.file().equals(file.file())).toList();
    }

    /**
     * Judges one file for a target.
     *
     * @param shown its path from the project's directory
     * @param target the environment
     * @param replies what the target said of all files
     * @param unasked what it could not be asked
     * @param cutOff that it would take the file longer than a request may last
     */
    static List<Finding> onTarget(
            FileRehearsal file,
            String shown,
            String target,
            List<Reply> replies,
            List<Unasked> unasked,
            Optional<Pace.Forecast> cutOff) {
        Judgement judgement = new Judgement(file, shown, Optional.of(target), replies, unasked);
        cutOff.ifPresent(forecast -> judgement.fails(Rule.LONG_RUNNING, forecast.place(), forecast.words()));
        return judgement.judge();
    }

    /** Judges one file of a history that is run from empty: no target says what the rows are. */
    static List<Finding> fromEmpty(FileRehearsal file, String shown) {
        return new Judgement(file, shown, Optional.empty(), List.of(), List.of()).judge();
    }

    private List<Finding> judge() {
        file.failures().forEach(this::failure);
        file.losses().forEach(this::loss);
        replies.forEach(this::reply);
        unasked.stream().filter(each -> !each.own() && !failed(each.place())).forEach(this::unasked);
        if (!file.cannotBeApplied()) {
            file.triedUntil().ifPresent(this::untried);
        }
        return findings.stream().distinct().sorted(BY_PLACE).toList();
    }

    private void failure(StatementFailure failure) {
        switch (failure.kind()) {
            case ALWAYS -> always(failure);
            case NOT_REHEARSED ->
                add(
                        Standing.UNKNOWN,
                        "not-rehearsed",
                        failure.place(),
                        "it was left out of the rehearsal, for what it writes does not fit to canary rows: "
                                + failure.words(),
                        "look at it yourself");
            case ON_ANY_ROWS, ON_SOME_ROWS -> onRows(failure);
        }
    }

    private void always(StatementFailure failure) {
        if (target.isPresent()) {
            add(
                    Standing.FAILS,
                    CANNOT_BE_APPLIED,
                    failure.place(),
                    "it fails on the schema that the target has: " + failure.words(),
                    AlreadyThere.isSaid(failure.words())
                            ? AlreadyThere.mend(file.file().name().text(), target.get())
                            : "mend the file");
        } else {
            fails(Rule.FAILS_FROM_EMPTY, failure.place(), "the history cannot be run from empty: " + failure.words());
        }
    }

    private void onRows(StatementFailure failure) {
        Rule rule = rule(failure);
        List<Count> counts = replies.stream()
                .filter(reply -> reply.probe().place().equals(failure.place()))
                .flatMap(reply -> reply.all().stream())
                .filter(count ->
                        count.ask().role() == Role.VIOLATES && count.ask().rule() == rule)
                .toList();
        if (counts.isEmpty()) {
            String open = target.isPresent()
                    ? "; the target could not be asked whether its rows do"
                            + unasked.stream()
                                    .filter(each -> each.place().equals(failure.place()))
                                    .map(each -> ": " + each.why())
                                    .findFirst()
                                    .orElse("")
                    : "";
            Optional<Unasked> own = own(failure.place());
            String on = failure.kind() == Kind.ON_ANY_ROWS
                    ? "it runs on an empty table and fails where there are rows: "
                    : "it runs on empty tables and fails on canary rows: ";
            if (own.isPresent()) {
                ownRows(rule, failure.place(), on + failure.words(), own.get());
            } else {
                fails(rule, failure.place(), on + failure.words() + open);
            }
        }
    }

    private void reply(Reply reply) {
        for (Count count : reply.all()) {
            if (count.ask().role() == Role.VIOLATES) {
                violated(reply.probe().place(), count);
            } else if (file.losses().stream().noneMatch(loss -> about(loss, reply.probe(), count.ask()))) {
                taken(reply.probe().place(), count);
            }
        }
    }

    private void violated(Place place, Count count) {
        if (count.rows() > 0) {
            fails(count.ask().rule(), place, "it fails on the target: " + count.words());
        } else if (failed(place) || count.ask().rule() == Rule.UNIQUE_ON_EXISTING) {
            add(
                    Standing.HOLDS,
                    count.ask().rule().code(),
                    place,
                    "it holds on the target now: " + count.words(),
                    count.ask().rule().mend());
        }
    }

    /** Rows that a DELETE names and that no canary row was among. */
    private void taken(Place place, Count count) {
        if (count.rows() > 0) {
            fails(count.ask().rule(), place, "rows go on the target: " + count.words());
        }
    }

    private void loss(RowLoss loss) {
        Rule rule = loss.what() == What.TABLE ? Rule.TABLE_GONE : Rule.ROWS_LOST;
        Optional<Count> count = replies.stream()
                .filter(reply -> reply.probe().place().equals(loss.place()))
                .flatMap(reply -> reply.all().stream().filter(each -> about(loss, reply.probe(), each.ask())))
                .findFirst();
        String onTarget = count.map(each -> "; on the target: " + each.words())
                .orElse(target.isPresent() ? "; the target cannot be asked how many of its own" : "");
        String message = loss.words() + onTarget;
        boolean nothingToLose = count.filter(
                        each -> each.rows() == 0 && each.ask().role() == Role.TAKES_BY_NAME)
                .isPresent();
        Optional<Unasked> own = own(loss.place());
        if (nothingToLose) {
            add(Standing.HOLDS, rule.code(), loss.place(), message, rule.mend());
        } else if (count.isEmpty() && own.isPresent()) {
            ownRows(rule, loss.place(), loss.words(), own.get());
        } else {
            fails(rule, loss.place(), message);
        }
    }

    private Optional<Unasked> own(Place place) {
        return unasked.stream()
                .filter(each -> each.own() && each.place().equals(place))
                .findFirst();
    }

    private void ownRows(Rule rule, Place place, String message, Unasked own) {
        add(Standing.HOLDS, rule.code(), place, message + "; the target has no such rows: " + own.why(), rule.mend());
    }

    private static boolean about(RowLoss loss, Probe probe, Ask ask) {
        return ask.role() != Role.VIOLATES
                && probe.place().equals(loss.place())
                && ask.table().equalsIgnoreCase(loss.table());
    }

    private void unasked(Unasked each) {
        String message = "the target could not be asked: " + each.why();
        if (each.open()) {
            fails(each.rule(), each.place(), message);
        } else {
            add(
                    Standing.UNKNOWN,
                    each.rule().code(),
                    each.place(),
                    message + "; on canary rows it runs",
                    each.rule().mend());
        }
    }

    private void untried(Place stopped) {
        boolean destroys = StatementSplitter.split(file.file().sql()).stream()
                .filter(statement -> statement.line() > stopped.line()
                        || (statement.line() == stopped.line() && statement.column() > stopped.column()))
                .map(statement -> Deed.of(file, statement))
                .anyMatch(deed -> DESTRUCTIVE.contains(deed.shape().verb()));
        String message = "what stands behind it in the file was not tried on rows";
        if (destroys) {
            fails(Rule.ROWS_LOST, stopped, message + ", and it drops or deletes");
        } else {
            add(Standing.UNKNOWN, "not-rehearsed", stopped, message, "put it into a file of its own");
        }
    }

    private static Rule rule(StatementFailure failure) {
        String words = failure.words();
        if (words.contains("UNIQUE constraint failed")) {
            return Rule.UNIQUE_ON_EXISTING;
        }
        if (words.contains("CHECK constraint failed")) {
            return Rule.CHECK_ON_EXISTING;
        }
        return words.contains("NOT NULL constraint failed") ? Rule.NOT_NULL_ON_EXISTING : Rule.FAILS_ON_ROWS;
    }

    private boolean failed(Place place) {
        return file.failuresOnRows().stream()
                .anyMatch(failure -> failure.place().equals(place));
    }

    private void fails(Rule rule, Place place, String message) {
        Optional<String> waived =
                waivers.waiving(rule.code()).map(waiver -> waiver.reason()).filter(reason -> rule.waivable());
        findings.add(new Finding(
                waived.isPresent() ? Standing.WAIVED : Standing.FAILS,
                rule.code(),
                shown,
                place.line(),
                place.column(),
                message,
                rule.mend(),
                waived));
    }

    private void add(Standing standing, String code, Place place, String message, String mend) {
        findings.add(new Finding(standing, code, shown, place.line(), place.column(), message, mend, Optional.empty()));
    }
}
