package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.baseline.Assessment;
import com.pmerit.d4.database.baseline.Assessment.Judged;
import com.pmerit.d4.database.baseline.FileEffect;
import com.pmerit.d4.database.baseline.Missing;
import com.pmerit.d4.database.baseline.Replay;
import com.pmerit.d4.database.baseline.Theorem;
import com.pmerit.d4.database.baseline.Verdict;
import com.pmerit.d4.release.ShellWord;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.report.BaselineReport;
import com.pmerit.d4.report.BaselineReport.Ending;
import com.pmerit.d4.report.BaselineReport.Next;
import com.pmerit.d4.report.BaselineReport.Standing;
import com.pmerit.d4.report.BaselineReport.Stops;
import com.pmerit.d4.report.Subject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts what d4:baseline found into the words of a report. */
final class BaselineFindings {
    private static final String SEPARATOR = ",";

    private final String binding;
    private final Database database;
    private final Commands commands;

    /**
     * What is typed.
     *
     * @param again to look again, without what is attested
     * @param reconcile to write a file that brings what is missing
     */
    record Commands(String again, String reconcile) {}

    BaselineFindings(String binding, Database database, Commands commands) {
        this.binding = binding;
        this.database = database;
        this.commands = commands;
    }

    BaselineReport report(Subject subject, Instant readAt, BaselineRun.Ended ended) {
        Optional<Assessment> found = ended.found();
        return new BaselineReport(
                subject,
                readAt,
                new BaselineReport.Place(binding, database.name(), database.migrationsTable()),
                found.map(all -> all.listed().size()).orElse(0),
                found.map(Assessment::files).orElse(List.of()).stream()
                        .map(BaselineFindings::file)
                        .toList(),
                found.map(this::replay),
                ending(ended),
                ended.recorded(),
                ended.failure()
                        .map(failed -> new BaselineReport.Failure(failed.summary(), failed.details(), failed.remedy())),
                found.map(all -> next(all, ended)).orElse(List.of()));
    }

    private static Ending ending(BaselineRun.Ended ended) {
        if (ended.recorded() > 0) {
            return Ending.RECORDED;
        }
        if (ended.failure().isPresent()) {
            return ended.failure().filter(StepResult.Failed::safe).isPresent() ? Ending.REFUSED : Ending.UNKNOWN;
        }
        return ended.found().filter(found -> !found.recorded().isEmpty()).isPresent() ? Ending.LOOKED : Ending.NOTHING;
    }

    private List<Next> next(Assessment found, BaselineRun.Ended ended) {
        List<Next> next = new ArrayList<>();
        if (ended.failure().isPresent()) {
            return next;
        }
        List<String> attested =
                names(found.recorded().stream().filter(file -> file.standing() == Assessment.Standing.ATTESTED));
        if (ending(ended) == Ending.LOOKED) {
            next.add(new Next("record", commands.again() + attest(attested) + " -Dd4.apply"));
        }
        List<String> unsure = nameable(
                found.remaining().stream().filter(file -> file.verdict().isAttestable()));
        if (!unsure.isEmpty()) {
            List<String> all = ending(ended) == Ending.LOOKED
                    ? Stream.concat(attested.stream(), unsure.stream()).toList()
                    : unsure;
            next.add(new Next("if they ran", commands.again() + attest(all)));
        }
        List<String> contradicted = nameable(
                found.remaining().stream().filter(file -> file.verdict().isContradicted()));
        if (!found.replay().holds() && !contradicted.isEmpty()) {
            next.add(new Next("or bring it", commands.reconcile()));
            next.add(new Next("and then", commands.again() + attest(contradicted)));
        }
        names(found.remaining().stream().filter(file -> isUnsure(file.verdict()))).stream()
                .filter(name -> name.contains(SEPARATOR))
                .forEach(name -> next.add(new Next("to name it", renaming(name))));
        return next;
    }

    /** A comma stands between names in {@code d4.attest}, so that a name with one cannot be told. */
    private String renaming(String name) {
        Path directory = database.migrationsDirectory();
        return "git mv " + word(directory.resolve(name).toString()) + " "
                + word(directory.resolve(name.replace(SEPARATOR, "_")).toString());
    }

    private static String word(String text) {
        return new ShellWord(text).quoted();
    }

    private static boolean isUnsure(Verdict verdict) {
        return verdict.isAttestable() || verdict.isContradicted();
    }

    private static String attest(List<String> names) {
        return names.isEmpty() ? "" : " " + word("-Dd4.attest=" + String.join(SEPARATOR, names));
    }

    /** Those that {@code d4.attest} can name. */
    private static List<String> nameable(Stream<Judged> files) {
        return names(files.filter(file -> !file.name().contains(SEPARATOR)));
    }

    private static List<String> names(Stream<Judged> files) {
        return files.map(Judged::name).toList();
    }

    private static BaselineReport.File file(Judged file) {
        return new BaselineReport.File(
                file.name(),
                verdict(file.verdict()),
                Standing.valueOf(file.standing().name()),
                file.verdict().isAttestable(),
                why(file.verdict()),
                missing(missingOf(file.verdict())));
    }

    private static BaselineReport.Verdict verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Shadowed shadowed) {
            return shadowed.proven() ? BaselineReport.Verdict.SHADOWED_PROVEN : BaselineReport.Verdict.SHADOWED;
        }
        if (verdict instanceof Verdict.Proven) {
            return BaselineReport.Verdict.PROVEN;
        }
        if (verdict instanceof Verdict.DataUnproven) {
            return BaselineReport.Verdict.DATA_UNPROVEN;
        }
        if (verdict instanceof Verdict.DataOnly) {
            return BaselineReport.Verdict.DATA_ONLY;
        }
        if (verdict instanceof Verdict.Unverified) {
            return BaselineReport.Verdict.UNVERIFIED;
        }
        if (verdict instanceof Verdict.Unreplayable) {
            return BaselineReport.Verdict.UNREPLAYABLE;
        }
        return verdict instanceof Verdict.Partial ? BaselineReport.Verdict.PARTIAL : BaselineReport.Verdict.ABSENT;
    }

    private static List<String> why(Verdict verdict) {
        if (verdict instanceof Verdict.DataUnproven data) {
            return List.of("writes rows at " + String.join(", ", data.dataStatements()));
        }
        if (verdict instanceof Verdict.DataOnly data) {
            return List.of(
                    data.dataStatements().isEmpty()
                            ? "changes nothing of the schema"
                            : "writes rows alone, at " + String.join(", ", data.dataStatements()));
        }
        if (verdict instanceof Verdict.Shadowed shadowed) {
            return List.of("taken away again by "
                    + String.join(", ", shadowed.by().stream().sorted().toList()));
        }
        if (verdict instanceof Verdict.Unverified unverified) {
            return List.of("changes what no file makes: "
                    + String.join(", ", unverified.tables().stream().sorted().toList()));
        }
        if (verdict instanceof Verdict.Unreplayable unreplayable) {
            return List.of("fails after the files before it, at "
                    + unreplayable.failure().place() + ": "
                    + unreplayable.failure().words());
        }
        return verdict instanceof Verdict.Partial partial
                        && !partial.stillThere().isEmpty()
                ? List.of("has not taken away "
                        + String.join(
                                ", ",
                                partial.stillThere().stream()
                                        .map(fact -> fact.kind().words() + " " + fact.name())
                                        .toList()))
                : List.of();
    }

    private static List<Missing> missingOf(Verdict verdict) {
        return verdict instanceof Verdict.Absent absent
                ? Missing.of(absent.missing())
                : verdict instanceof Verdict.Partial partial ? Missing.of(partial.missing()) : List.of();
    }

    private static List<BaselineReport.Missing> missing(List<Missing> all) {
        return all.stream()
                .map(missing -> new BaselineReport.Missing(missing.what(), missing.providers()))
                .toList();
    }

    private BaselineReport.Replay replay(Assessment found) {
        Replay replay = found.replay();
        Optional<Stops> stops = replay.theorem() instanceof Theorem.Stops stopped
                ? Optional.of(stops(stopped.file(), stopped.failure()))
                : Optional.empty();
        return new BaselineReport.Replay(
                replay.holds(),
                words(found),
                missing(replay.missing()),
                replay.leftOver(),
                replay.handMade(),
                replay.undone().stream().map(Replay.Undone::words).distinct().toList(),
                stops);
    }

    private static Stops stops(String file, FileEffect.Failure failure) {
        return new Stops(file, failure.place(), failure.statement(), failure.words());
    }

    private String words(Assessment found) {
        int remaining = found.remaining().size();
        String all =
                "the schema that all " + (found.listed().size() + found.files().size()) + " files end in";
        String who = remaining == 0
                ? database.name() + ", with nothing left to apply,"
                : "a copy of " + database.name() + " with the " + remaining
                        + (remaining == 1 ? " file that remains" : " files that remain");
        List<String> broken =
                names(found.files().stream().filter(file -> file.verdict() instanceof Verdict.Unreplayable));
        String but = broken.isEmpty() ? "" : ", as far as " + String.join(", ", broken) + " can be replayed";
        Replay replay = found.replay();
        if (replay.theorem() instanceof Theorem.Stops stops) {
            return "the next deploy would stop: of the files that remain " + stops.file() + " fails on a copy of "
                    + database.name() + " at " + stops.failure().place() + ": "
                    + stops.failure().words();
        }
        if (replay.holds()) {
            return who + " has " + all
                    + (replay.handMade().isEmpty()
                            ? ""
                            : ", beside " + replay.handMade().size() + " that no file makes")
                    + but;
        }
        return who + " does not end in " + all + but
                + (replay.missing().isEmpty()
                        ? ""
                        : ": it lacks "
                                + String.join(
                                        ", ",
                                        replay.missing().stream()
                                                .map(Missing::words)
                                                .toList()));
    }
}
