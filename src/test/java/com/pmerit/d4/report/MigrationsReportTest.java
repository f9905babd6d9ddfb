package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.audit.MigrationEntry;
import com.pmerit.d4.audit.MigrationEntry.Hashes;
import com.pmerit.d4.audit.MigrationEntry.Noted;
import com.pmerit.d4.audit.MigrationState;
import com.pmerit.d4.audit.MigrationsAudit;
import com.pmerit.d4.audit.MigrationsAudit.DatabaseMigrations;
import com.pmerit.d4.audit.MigrationsAudit.Trouble;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MigrationsReportTest {
    @Test
    void showsCountsAndWhatNeedsALookWithItsMend() {
        assertThat(lines(report(everyState())))
                .containsExactly(
                        "d4:migrations d4-chat 1.4.0 (embedded Cloudflare), commit 4be1c07",
                        "staging, DB (aixord-db-staging): 3 applied, 2 pending",
                        "  not by d4    1 of them: an edit of such a file would not show",
                        "  pending      4_pending.sql",
                        "  restyled     2_restyled.sql: comments or white space changed since",
                        "  edited       3_edited.sql: applied was 555555555555, the file is 333333333333",
                        "               -> bring back what was applied, put the change into a new file",
                        "  out of order 5_out_of_order.sql sorts before a file that is applied already ->",
                        "               give it a number behind the last one",
                        "  renamed      6_renamed.sql was applied as 0_earlier.sql and would run again ->",
                        "               give it its name back",
                        "  renamed?     7_probably_renamed.sql was probably applied as 0_earlier.sql and",
                        "               would run again -> compare them (git log --follow), give it its",
                        "               name back",
                        "  no file      8_without_file.sql is applied, and there is no such file -> bring",
                        "               the file back",
                        "  forgotten    9_forgotten.sql was applied by d4, and d1_migrations does not",
                        "               list it any more: it would run again -> find out who removed the",
                        "               row",
                        "6 migrations need a look; both hashes of each file in target/d4/migrations.json");
    }

    @Test
    void staysOnOneScreenHoweverMuchIsOdd() {
        List<MigrationEntry> many = IntStream.range(0, 90)
                .mapToObj(number -> entry("%04d_edited.sql".formatted(number), MigrationState.EDITED))
                .toList();

        List<String> lines = lines(report(many));

        assertThat(lines).hasSize(25).allMatch(line -> line.length() <= 80);
        assertThat(lines.get(23)).isEqualTo("  ... 69 more lines: see target/d4/migrations.json");
        assertThat(lines.get(24)).startsWith("90 migrations need a look");
    }

    @Test
    void saysWhichDatabaseCouldNotBeLookedAt() {
        MigrationsReport report = report(new DatabaseMigrations(
                "staging",
                "DB",
                "aixord-db-staging",
                "d1_migrations",
                List.of(),
                Optional.of(new Trouble("not for you", "run the same command again"))));

        assertThat(lines(report))
                .contains("staging, DB (aixord-db-staging): not looked at", "  unreadable   not for you")
                .last()
                .asString()
                .startsWith("1 database could not be looked at");
    }

    @Test
    void keepsToItsSchema() throws IOException {
        assertThat(new Schema("migrations.schema.json").faults(json(report(everyState()), UnaryOperator.identity())))
                .isEmpty();
    }

    @Test
    void schemaCheckFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json(report(everyState()), UnaryOperator.identity());
        ((ObjectNode) wrong.at("/databases/0/migrations/0")).put("state", "FINE");
        ((ObjectNode) wrong.at("/databases/0/migrations/1")).remove("name");

        assertThat(new Schema("migrations.schema.json").faults(wrong)).hasSize(2);
    }

    @Test
    void namesEveryStateInItsSchema() throws IOException {
        List<String> declared = new ArrayList<>();
        new Schema("migrations.schema.json")
                .root()
                .at("/$defs/migration/properties/state/enum")
                .forEach(name -> declared.add(name.asText()));

        assertThat(declared)
                .containsExactly(
                        Arrays.stream(MigrationState.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void masksNamesAndTexts() throws IOException {
        JsonNode json = json(report(everyState()), text -> "*");

        assertThat(json.toString()).doesNotContain("edited.sql", "aixord", "run-1", "3333");
    }

    private static List<MigrationEntry> everyState() {
        List<MigrationEntry> entries = new ArrayList<>();
        for (MigrationState state : MigrationState.values()) {
            if (state != MigrationState.NOT_ASKED) {
                entries.add(entry((entries.size() + 1) + "_" + state.name().toLowerCase(Locale.ROOT) + ".sql", state));
            }
        }
        return entries;
    }

    private static MigrationEntry entry(String name, MigrationState state) {
        Hashes file = new Hashes("3".repeat(64), "4".repeat(64));
        Noted noted = new Noted(
                new Hashes("5".repeat(64), "6".repeat(64)), "run-1", "2026-02-17T10:15:30.000Z", Optional.empty());
        boolean isNoted = state != MigrationState.APPLIED && state != MigrationState.PENDING;
        boolean renamed = state == MigrationState.RENAMED || state == MigrationState.PROBABLY_RENAMED;
        return new MigrationEntry(
                name,
                state,
                renamed ? Optional.of("0_earlier.sql") : Optional.<String>empty(),
                state == MigrationState.WITHOUT_FILE ? Optional.<Hashes>empty() : Optional.of(file),
                isNoted ? Optional.of(noted) : Optional.<Noted>empty());
    }

    private static MigrationsReport report(List<MigrationEntry> entries) {
        return report(new DatabaseMigrations(
                "staging", "DB", "aixord-db-staging", "d1_migrations", entries, Optional.empty()));
    }

    private static MigrationsReport report(DatabaseMigrations database) {
        return new MigrationsReport(
                new Subject("d4:migrations", "d4-chat 1.4.0", Optional.empty(), true, Optional.of("4be1c07d5a9e")),
                Instant.parse("2026-02-17T10:15:30Z"),
                new MigrationsAudit(List.of(database)));
    }

    private static List<String> lines(MigrationsReport report) {
        return new MigrationsConsole(80, UnaryOperator.identity()).lines(report);
    }

    private static JsonNode json(MigrationsReport report, UnaryOperator<String> mask) throws IOException {
        return new ObjectMapper().readTree(new MigrationsJson(mask).render(report));
    }
}
