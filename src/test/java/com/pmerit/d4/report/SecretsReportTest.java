package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.audit.CodeReading;
import com.pmerit.d4.audit.CodeReading.Use;
import com.pmerit.d4.audit.MigrationsAudit.Trouble;
import com.pmerit.d4.audit.SecretsAudit;
import com.pmerit.d4.audit.SecretsAudit.EnvironmentSecrets;
import com.pmerit.d4.audit.SecretsAudit.Finding;
import com.pmerit.d4.audit.SecretsAudit.Kind;
import com.pmerit.d4.audit.SecretsAudit.Presence;
import com.pmerit.d4.audit.SecretsAudit.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SecretsReportTest {
    @Test
    void showsALineANameAndWhatNeedsALookWithItsMend() {
        assertThat(lines(report(some())))
                .containsExactly(
                        "d4:secrets d4-chat 1.4.0 (embedded Cloudflare), commit 4be1c07",
                        "secret             POM  code       staging    production",
                        "STRIPE_SECRET_KEY  yes  read       set        set",
                        "RESEND_API_KEY     yes  found      set        -",
                        "AUTH_SALT          yes  read       plain var  plain var",
                        "OLD_KEY            no   not found  set        -",
                        "code         also reads names that it computes: not found does not mean unused",
                        "missing      RESEND_API_KEY in production -> mvn d4:put-secret -Dd4.environment=production",
                        "-Dd4.secrets=RESEND_API_KEY -Dd4.fromEnvironment -Dd4.sandbox",
                        "plain text   AUTH_SALT in staging, production -> mvn d4:put-secret -Dd4.environment=staging",
                        "-Dd4.secrets=AUTH_SALT -Dd4.fromEnvironment -Dd4.sandbox",
                        "not in POM   OLD_KEY in staging -> name it in <worker><secrets>, so that no release goes without",
                        "it",
                        "not found    OLD_KEY -> is it still needed? the search cannot prove that it is not",
                        "3 of 4 need a look; the inventory is in target/d4/secrets.json");
    }

    @Test
    void staysOnOneScreenAndLeavesOutWhatIsWellFirst() {
        List<Secret> many = new ArrayList<>(some());
        IntStream.range(0, 40)
                .mapToObj(number ->
                        secret("WELL_%02d".formatted(number), true, Use.READ, Presence.SECRET, Presence.SECRET))
                .forEach(many::add);

        List<String> lines = lines(report(many));

        assertThat(lines).hasSizeLessThanOrEqualTo(25).allMatch(line -> line.length() <= 100);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("OLD_KEY"))
                .anyMatch(line -> line.matches("and \\d+ more: see target/d4/secrets.json"))
                .last()
                .asString()
                .startsWith("3 of 44 need a look");
    }

    @Test
    void saysWhatCouldNotBeReadOrSearched() {
        SecretsAudit audit = new SecretsAudit(
                List.of(new EnvironmentSecrets(
                        "staging",
                        "shop-staging",
                        false,
                        Map.of(),
                        Optional.of(new Trouble("not for you", "try again")))),
                new CodeReading.Unknown("npm is missing"),
                List.of());

        assertThat(lines(new SecretsReport(subject(), Instant.EPOCH, audit)))
                .contains(
                        "unreadable   staging: not for you -> try again",
                        "code         was not searched: npm is missing")
                .last()
                .asString()
                .startsWith("there are no secrets");
    }

    @Test
    void keepsToItsSchema() throws IOException {
        assertThat(new Schema("secrets.schema.json").faults(json())).isEmpty();
    }

    @Test
    void schemaCheckFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json();
        ((ObjectNode) wrong.at("/secrets/0")).put("code", "FINE");
        ((ObjectNode) wrong.at("/secrets/1")).remove("name");

        assertThat(new Schema("secrets.schema.json").faults(wrong)).hasSize(2);
    }

    @Test
    void namesEveryKindInItsSchema() throws IOException {
        List<String> kinds = new ArrayList<>();
        new Schema("secrets.schema.json")
                .root()
                .at("/$defs/finding/properties/kind/enum")
                .forEach(kind -> kinds.add(kind.asText()));

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        Arrays.stream(Kind.values()).map(Enum::name).toArray(String[]::new));
    }

    private static List<Secret> some() {
        return List.of(
                secret("STRIPE_SECRET_KEY", true, Use.READ, Presence.SECRET, Presence.SECRET),
                secret(
                        "RESEND_API_KEY",
                        true,
                        Use.FOUND,
                        Presence.SECRET,
                        Presence.ABSENT,
                        new Finding(Kind.MISSING, List.of("production"))),
                secret(
                        "AUTH_SALT",
                        true,
                        Use.READ,
                        Presence.VAR,
                        Presence.VAR,
                        new Finding(Kind.PLAIN_TEXT, List.of("staging", "production"))),
                secret(
                        "OLD_KEY",
                        false,
                        Use.NOT_FOUND,
                        Presence.SECRET,
                        Presence.ABSENT,
                        new Finding(Kind.NOT_IN_POM, List.of("staging")),
                        new Finding(Kind.NOT_FOUND, List.of())));
    }

    private static Secret secret(
            String name, boolean declared, Use use, Presence staging, Presence production, Finding... findings) {
        Map<String, Presence> presence = new LinkedHashMap<>();
        presence.put("staging", staging);
        presence.put("production", production);
        return new Secret(name, declared, use, presence, List.of(findings));
    }

    private static SecretsReport report(List<Secret> secrets) {
        List<EnvironmentSecrets> environments = List.of(
                new EnvironmentSecrets("staging", "chat-staging", true, Map.of(), Optional.empty()),
                new EnvironmentSecrets("production", "chat", true, Map.of(), Optional.empty()));
        CodeReading code = new CodeReading.Searched(Set.of(), Set.of(), true, List.of());
        return new SecretsReport(subject(), Instant.EPOCH, new SecretsAudit(environments, code, secrets));
    }

    private static Subject subject() {
        return new Subject(
                "d4:secrets",
                "d4-chat 1.4.0",
                Optional.empty(),
                true,
                Optional.of("4be1c07d5a9e2f8836b1c4d7e0a3f6b9c2d5e8f1"));
    }

    private static List<String> lines(SecretsReport report) {
        return new SecretsConsole(100, UnaryOperator.identity())
                .lines(report).stream().map(String::strip).toList();
    }

    private static JsonNode json() throws IOException {
        return new ObjectMapper().readTree(new SecretsJson(UnaryOperator.identity()).render(report(some())));
    }
}
