package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.Observation;
import com.pmerit.d4.release.PlanPart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** What the migrations of one database of an environment would change. */
public final class MigrationsPlan implements PlanPart {
    private static final String SUBJECT = "migration";

    private final String binding;
    private final LiveDatabase live;

    private MigrationsPlan(String binding, LiveDatabase live) {
        this.binding = binding;
        this.live = live;
    }

    /** A part for each database that the environment binds, in their order. */
    public static List<PlanPart> of(Environment environment, AccountApi account) {
        return environment.databases().entrySet().stream()
                .<PlanPart>map(bound -> of(bound, account))
                .toList();
    }

    private static MigrationsPlan of(Map.Entry<String, Database> bound, AccountApi account) {
        return new MigrationsPlan(bound.getKey(), new LiveDatabase(account, bound.getValue()));
    }

    @Override
    public Forecast forecast() {
        StatusReading reading = StatusReading.of(live);
        if (reading instanceof StatusReading.Unreadable unreadable) {
            return new Forecast.Unknown(unreadable.why(), unreadable.details(), unreadable.remedy());
        }
        MigrationStatus status = ((StatusReading.Read) reading).status();
        return live.tables().fold(tables -> known(status, tables), failure -> new Forecast.Unknown(failure.message()));
    }

    private Forecast known(MigrationStatus status, LiveDatabase.Tables tables) {
        Stream<Change> tracking = status.pending().isEmpty() || tables.tracked()
                ? Stream.of()
                : Stream.of(new Change(SUBJECT, name(live.tracking().name()), "no such table", "created"));
        Stream<Change> applied = status.applied().stream()
                .map(file -> Change.none(SUBJECT, name(file.name().text()), "applied"));
        Stream<Change> pending = status.pending().stream().map(this::pending);
        return new Forecast.Known(
                Stream.of(tracking, applied, pending).flatMap(rows -> rows).toList(),
                List.of(
                        new Observation(binding + " migrations applied", applied(status)),
                        new Observation(binding + " migrations pending", digest(status.pending()))),
                warnings(status, tables));
    }

    private Change pending(MigrationFile file) {
        int count = new MigrationBatch(file).statements().size();
        return new Change(
                SUBJECT,
                name(file.name().text()),
                "pending",
                "applied, " + count + (count == 1 ? " statement" : " statements"));
    }

    private List<String> warnings(MigrationStatus status, LiveDatabase.Tables tables) {
        String database = live.database().name();
        if (!tables.tracked() && tables.others() > 0 && !status.pending().isEmpty()) {
            return List.of(database + " has " + tables.others() + (tables.others() == 1 ? " table" : " tables")
                    + " but no " + live.tracking().name() + ": every file counts as pending and would run");
        }
        return status.withoutFile().stream()
                .map(name -> database + " lists " + name + ", which has no file")
                .toList();
    }

    private String name(String file) {
        return binding + "/" + file;
    }

    private static String applied(MigrationStatus status) {
        List<String> names = Stream.concat(
                        status.applied().stream().map(file -> file.name().text()), status.withoutFile().stream())
                .toList();
        String last = names.isEmpty() ? "" : ", the last " + names.get(names.size() - 1);
        return names.size() + last + ", sha256 " + DigestUtils.sha256Hex(String.join("\n", names));
    }

    /** Stands for what the files say, which a person changes more easily than their names. */
    private static String digest(List<MigrationFile> files) {
        String texts = files.stream()
                .map(file -> file.name().text() + "\n"
                        + DigestUtils.sha256Hex(file.sql().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("\n"));
        return files.size() + ", sha256 " + DigestUtils.sha256Hex(texts);
    }
}
