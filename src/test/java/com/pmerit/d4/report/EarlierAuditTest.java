package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.report.AuditChange.Kind;
import com.pmerit.d4.report.EarlierAudit.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EarlierAuditTest {
    @TempDir
    private Path directory;

    @Test
    void findsNothingBetweenTwoAuditsOfTheSame() throws IOException {
        assertThat(changes(ShopAudits.well(), ShopAudits.well())).isEmpty();
    }

    @Test
    void tellsWhatWasAddedIsGoneOrHasChangedInWhichEnvironment() throws IOException {
        assertThat(changes(ShopAudits.drifted(), ShopAudits.well()))
                .extracting(AuditChange::kind, change -> change.environment().orElse("-"), AuditChange::what)
                .contains(
                        tuple(Kind.CHANGED, "production", "secret STRIPE_SECRET_KEY"),
                        tuple(Kind.CHANGED, "production", "worker trigger schedules live"),
                        tuple(Kind.CHANGED, "production", "worker binding FRONTEND_URL state"),
                        tuple(Kind.GONE, "production", "worker live digest"),
                        tuple(Kind.ADDED, "staging", "worker live staged 33cc44dd-9d1e-4b0a-8f6d-2c4e6a8b0d1f"),
                        tuple(Kind.ADDED, "production", "schema of DB against staging table agent_tasks"),
                        tuple(Kind.ADDED, "production", "finding secret-missing STRIPE_SECRET_KEY"),
                        tuple(Kind.ADDED, "-", "finding token-may-write token"));
    }

    @Test
    void tellsTheValuesThatAreNoSecrets() throws IOException {
        assertThat(changes(ShopAudits.drifted(), ShopAudits.well()))
                .filteredOn(change -> change.what().equals("secret STRIPE_SECRET_KEY"))
                .singleElement()
                .satisfies(change -> assertThat(change.values()).isEqualTo("SECRET -> ABSENT"));
    }

    @Test
    void tellsOfAWholeThingThatCameOrWentAndNotOfItsParts() throws IOException {
        assertThat(changes(Audits.buckets(), Audits.sites()))
                .filteredOn(change -> change.environment().equals(Optional.of("canary")))
                .extracting(AuditChange::kind, AuditChange::what)
                .contains(tuple(Kind.ADDED, "environment"), tuple(Kind.ADDED, "bucket IMAGES"))
                .doesNotContain(tuple(Kind.ADDED, "bucket IMAGES name"));
    }

    @Test
    void tellsWhichColumnsAndForeignKeysOfADatabaseAreOthers() throws IOException {
        ObjectNode before = json(ShopAudits.well());
        ObjectNode now = before.deepCopy();
        schema(before, """
                {"tables":[{"name":"posts","columns":[{"name":"title","type":"TEXT"}],"foreignKeys":[
                {"columns":["author"],"parent":"users","parentColumns":["id"]},
                {"columns":["editor"],"parent":"users","parentColumns":["id"]}]}]}""");
        schema(now, """
                {"tables":[{"name":"posts","columns":[{"name":"title","type":"BLOB"}],"foreignKeys":[
                {"columns":["editor"],"parent":"users","parentColumns":["id"]}]}]}""");

        assertThat(read(before).changesTo(now, true))
                .extracting(AuditChange::kind, AuditChange::what, AuditChange::values)
                .containsExactly(
                        tuple(Kind.CHANGED, "database DB schema table posts column title type", "TEXT -> BLOB"),
                        tuple(Kind.GONE, "database DB schema table posts foreignKey author users id", ""));
    }

    @Test
    void comparesNothingOfWhatAnEarlierD4DidNotLookAt() throws IOException {
        ObjectNode old = json(ShopAudits.well());
        old.remove(List.of("findings", "secrets", "token"));
        old.path("environments").forEach(each -> ((ObjectNode) each).remove("worker"));

        assertThat(read(old).changesTo(json(ShopAudits.drifted()), true))
                .extracting(AuditChange::what)
                .isNotEmpty()
                .noneMatch(
                        what -> what.startsWith("worker") || what.startsWith("finding") || what.startsWith("secret"));
    }

    @Test
    void callsAnEnvironmentGoneOnlyWhenAllWereLookedAt() throws IOException {
        ObjectNode now = json(ShopAudits.well());
        ((ArrayNode) now.path("environments")).remove(0);

        assertThat(read(json(ShopAudits.well())).changesTo(now, true))
                .extracting(AuditChange::kind, AuditChange::environment, AuditChange::what)
                .contains(tuple(Kind.GONE, Optional.of("staging"), "environment"));
        assertThat(read(json(ShopAudits.well())).changesTo(now, false))
                .noneMatch(change -> change.environment().equals(Optional.of("staging")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"goal\":                                               | is no JSON, see line 1",
                "{\"goal\":\"d4:audit\"} {}                               | is no JSON",
                "[]                                                       | not written by d4:audit",
                "{\"goal\":\"d4:check\",\"schemaVersion\":1}              | written by d4:check, not by d4:audit",
                "{\"goal\":\"d4:audit\",\"schemaVersion\":2}              | has version 2 of its schema, and this d4 reads 1",
                "{\"goal\":\"d4:audit\"}                                  | has version - of its schema",
                "{\"goal\":\"d4:audit\",\"schemaVersion\":1}              | not all that d4:audit writes",
            })
    void refusesInOneSentenceWhatIsNoAuditOfThisVersion(String text, String words) throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), text);

        assertThat(EarlierAudit.read(file, true))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.why())
                                .contains(words)
                                .doesNotContain("\n")
                                .contains("; "));
    }

    @Test
    void refusesAFileThatIsNotThereAndAnAuditOfTheOtherCloudflare() throws IOException {
        Path file = Files.writeString(
                directory.resolve("audit.json"), json(ShopAudits.well()).toString());

        assertThat(EarlierAudit.read(directory.resolve("none.json"), true))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.why()).startsWith("there is no such file"));
        assertThat(EarlierAudit.read(file, false))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.why()).startsWith("the file is an audit of the embedded"));
    }

    /** A report that is compared with an earlier one. */
    static AuditReport since(AuditReport now, AuditReport before) throws IOException {
        return since(now, before, UnaryOperator.identity());
    }

    /** The same, the earlier one with names through a mask. */
    static AuditReport since(AuditReport now, AuditReport before, UnaryOperator<String> mask) throws IOException {
        UnaryOperator<String> names = text -> text.equals(before.subject().goal()) ? text : mask.apply(text);
        ObjectNode earlier = (ObjectNode) new ObjectMapper().readTree(new AuditJson(names).render(before));
        return new AuditReport(now.subject(), now.readAt(), now.audit(), Optional.of(read(earlier)));
    }

    private static List<AuditChange> changes(AuditReport now, AuditReport before) throws IOException {
        return new AuditJson(UnaryOperator.identity()).changes(since(now, before));
    }

    private static EarlierAudit read(ObjectNode audit) throws IOException {
        Path file = Files.createTempFile("audit", ".json");
        try {
            Reading reading = EarlierAudit.read(Files.writeString(file, audit.toString()), true);
            assertThat(reading).isInstanceOf(Reading.Read.class);
            return ((Reading.Read) reading).audit();
        } finally {
            Files.delete(file);
        }
    }

    private static void schema(ObjectNode audit, String schema) throws IOException {
        ((ObjectNode) audit.at("/environments/0/databases/0")).set("schema", new ObjectMapper().readTree(schema));
    }

    private static ObjectNode json(AuditReport report) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(new AuditJson(UnaryOperator.identity()).render(report));
    }
}
