package com.pmerit.d4.database.baseline;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationRecorder;
import com.pmerit.d4.database.MigrationRecorder.Entry;
import com.pmerit.d4.database.MigrationRecorder.Recorded;
import com.pmerit.d4.database.MigrationRecorder.Seen;
import com.pmerit.d4.database.MigrationStatus;
import com.pmerit.d4.database.Recording;
import com.pmerit.d4.database.StatusReading;
import com.pmerit.d4.database.baseline.Assessment.Judged;
import com.pmerit.d4.database.baseline.Assessment.Standing;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Proves the files that the tracking table of one database does not list, and lists those that are proven or attested, as
 * {@link Assessment} allows it. What it writes about itself stands in d4's ledger of migrations, in the same transaction: there
 * is no half of it, and so no record that a later run would have to go on with.
 */
public final class ProvenFilesStep implements Step {
    private final AccountApi account;
    private final Order order;
    private final Optional<Books> writing;
    private final Waiting waiting;
    private Optional<Assessment> assessment = Optional.empty();

    /**
     * What is asked for.
     *
     * @param database whose files are proven
     * @param attested the names of files that the author vouches for
     * @param author who runs it
     */
    public record Order(Database database, Set<String> attested, String author) {
        /** Copies the names. */
        public Order {
            attested = Set.copyOf(attested);
        }
    }

    /**
     * Prepares it.
     *
     * @param writing whose lock the batch must find held; empty for a look that writes nothing
     */
    public ProvenFilesStep(AccountApi account, Order order, Optional<Books> writing, Waiting waiting) {
        this.account = account;
        this.order = order;
        this.writing = writing;
        this.waiting = waiting;
    }

    @Override
    public String id() {
        return "baseline";
    }

    @Override
    public String title() {
        return "Prove and record untracked migrations";
    }

    /** What was found, once it ran so far. */
    public Optional<Assessment> assessment() {
        return assessment;
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        StatusReading reading = StatusReading.of(account, order.database());
        if (reading instanceof StatusReading.Unreadable unreadable) {
            return failed(unreadable.why(), unreadable.details(), unreadable.remedy());
        }
        MigrationStatus status = ((StatusReading.Read) reading).status();
        MigrationRecorder recorder = new MigrationRecorder(account, order.database(), writing, waiting);
        ApiResult<List<String>> schema = recorder.schema();
        if (schema.failure().isPresent()) {
            return failed(
                    "the schema of " + order.database().name() + " cannot be read",
                    List.of(schema.failure().get().message()),
                    "run the same command again");
        }
        Assessment found;
        try {
            found = Assessment.of(
                    status,
                    schema.orElseThrow(),
                    Bookkeeping.of(order.database()).names(),
                    order.attested());
        } catch (SQLException broken) {
            return failed(
                    "nothing can be proven on a copy of " + order.database().name(),
                    List.of(String.valueOf(broken.getMessage())),
                    "mvn d4:audit shows what it holds");
        }
        assessment = Optional.of(found);
        Optional<StepResult> objection = unknown(status, found).or(() -> unsound(found));
        return objection.isPresent()
                ? objection.get()
                : recorded(recorder, found, new Seen(schema.orElseThrow(), tracked(status)), progress);
    }

    private StepResult recorded(MigrationRecorder recorder, Assessment found, Seen seen, Progress progress)
            throws InterruptedException {
        List<Judged> files = found.recorded();
        if (files.isEmpty()) {
            return new StepResult.AlreadyDone("no file is to be recorded", progress);
        }
        if (writing.isEmpty()) {
            return new StepResult.AlreadyDone(counted(files) + " would be recorded", progress);
        }
        Recorded outcome = recorder.record(files.stream().map(this::entry).toList(), seen);
        if (outcome instanceof Recorded.Refused refused) {
            return failed(refused.why(), refused.details(), refused.remedy());
        }
        if (outcome instanceof Recorded.Unknown unknown) {
            return new StepResult.Failed(
                    "it is not known whether " + counted(files) + (files.size() == 1 ? " is" : " are") + " recorded",
                    List.of(unknown.why()),
                    "the schema and the rows of " + order.database().name() + " are as they were",
                    "run the same command again: it reads the tracking table first",
                    false);
        }
        return new StepResult.Done(
                counted(files) + (files.size() == 1 ? " is" : " are") + " recorded",
                files.stream().map(Judged::name).toList(),
                progress);
    }

    private Entry entry(Judged file) {
        Recording.Proof proof = file.standing() == Standing.PROVEN ? Recording.Proof.PROVEN : Recording.Proof.ATTESTED;
        return new Entry(file.file(), new Recording(proof, order.author()));
    }

    private Optional<StepResult> unknown(MigrationStatus status, Assessment found) {
        Set<String> known = new HashSet<>(tracked(status));
        found.files().forEach(file -> known.add(file.name()));
        Set<String> unknown = new TreeSet<>(order.attested());
        unknown.removeAll(known);
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        List<String> candidates = found.files().stream()
                .filter(file -> file.verdict().isAttestable())
                .map(Judged::name)
                .toList();
        return Optional.of(failed(
                "-Dd4.attest=" + String.join(",", unknown) + ": there is no such migration file",
                List.of(),
                candidates.isEmpty()
                        ? "leave it out: no file needs anybody's word"
                        : "files that somebody may vouch for: " + String.join(", ", candidates)));
    }

    private Optional<StepResult> unsound(Assessment found) {
        List<Judged> wrong = found.wronglyAttested();
        if (!wrong.isEmpty()) {
            return Optional.of(failed(
                    String.join(", ", wrong.stream().map(Judged::name).toList())
                            + " cannot be attested: what is missing of it would stay missing",
                    wrong.stream().map(ProvenFilesStep::lacking).toList(),
                    "bring it by a new file first, such as mvn d4:reconcile writes; or leave it out of -Dd4.attest"));
        }
        List<Replay.Undone> undone = found.replay().undone();
        return undone.isEmpty()
                ? Optional.empty()
                : Optional.of(failed(
                        "nothing may be recorded, for " + undone.get(0).by()
                                + ", which remains, would undo what files to be recorded did",
                        undone.stream().map(Replay.Undone::words).distinct().toList(),
                        "see whether " + undone.get(0).by() + " was applied; if so: -Dd4.attest="
                                + undone.get(0).by() + ", else put what it lacks into a new file"));
    }

    private static String lacking(Judged file) {
        if (file.verdict() instanceof Verdict.Absent absent) {
            return file.name() + " lacks " + words(Missing.of(absent.missing()));
        }
        Verdict.Partial partial = (Verdict.Partial) file.verdict();
        List<String> words = new ArrayList<>();
        if (!partial.missing().isEmpty()) {
            words.add("lacks " + words(Missing.of(partial.missing())));
        }
        if (!partial.stillThere().isEmpty()) {
            words.add("has not taken away "
                    + String.join(
                            ", ",
                            partial.stillThere().stream()
                                    .map(fact -> fact.kind().words() + " " + fact.name())
                                    .toList()));
        }
        return file.name() + " " + String.join(" and ", words);
    }

    private static String words(List<Missing> missing) {
        return String.join(", ", missing.stream().map(Missing::what).toList());
    }

    private static List<String> tracked(MigrationStatus status) {
        return Stream.concat(status.applied().stream().map(file -> file.name().text()), status.withoutFile().stream())
                .toList();
    }

    private static String counted(List<Judged> files) {
        return files.size() + (files.size() == 1 ? " file" : " files");
    }

    private StepResult failed(String why, List<String> details, String remedy) {
        return new StepResult.Failed(why, details, order.database().name() + " is as it was", remedy, true);
    }
}
