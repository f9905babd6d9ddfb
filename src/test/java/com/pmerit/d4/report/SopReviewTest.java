package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sop.Judgement;
import com.pmerit.d4.sop.Ruling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class SopReviewTest {
    private static final Judgement LOCAL = new Judgement(
            82,
            "2. D1 Database Migrations",
            true,
            "wrangler d1 migrations apply --env staging",
            new Ruling.Contradicted(
                    "it names no database, which wrangler demands, and so does nothing; without --remote it is about the local"
                            + " database of this machine, not that of staging",
                    "mvn d4:migrate -Pstaging"));

    @Test
    void showsWhatIsContradictedWithItsProofAndNothingOfWhatHolds() {
        assertThat(lines(review(some())))
                .containsExactly(
                        "d4:sop d4-chat 1.4.0",
                        "sop.md: 1 of 6 statements enforced, 1 contradicted",
                        "1 unreadable, 1 not understood, 1 not enforced, 1 not automatable",
                        "  NO line 82   wrangler d1 migrations apply --env staging",
                        "               it names no database, which wrangler demands, and so does nothing; without --remote",
                        "               it is about the local database of this machine, not that of staging -> mvn d4:migrate",
                        "               -Pstaging",
                        "  -- line 9    Size: 1.8 MB",
                        "               not for you",
                        "  ?? line 3    PMERIT",
                        "every statement, and by what it is judged, stands in target/d4/sop.json");
    }

    @Test
    void staysOnOneScreen() {
        assertThat(lines(review(Collections.nCopies(60, LOCAL))))
                .hasSizeLessThanOrEqualTo(25)
                .allMatch(line -> line.length() <= 100)
                .anyMatch(line -> line.matches(" {2}\\.\\.\\. \\d+ more: see target/d4/sop.json"));
    }

    @Test
    void keepsToItsSchema() throws IOException {
        assertThat(new Schema("sop.schema.json").faults(json())).isEmpty();
    }

    @Test
    void schemaCheckFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json();
        ((ObjectNode) wrong.at("/statements/0")).put("ruling", "FINE");
        ((ObjectNode) wrong.at("/counts")).remove("ENFORCED");

        assertThat(new Schema("sop.schema.json").faults(wrong)).hasSize(2);
    }

    @Test
    void namesEveryKindOfRulingInItsSchema() throws IOException {
        JsonNode kinds = new Schema("sop.schema.json").root().at("/$defs/statement/properties/ruling/enum");

        assertThat(kinds)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(
                        Arrays.stream(RulingKind.values()).map(Enum::name).toArray(String[]::new));
        assertThat(Ruling.class.getPermittedSubclasses()).hasSize(RulingKind.values().length);
    }

    @Test
    void masksEveryText() throws IOException {
        SopReview review = review(
                List.of(new Judgement(1, "s3cret", false, "s3cret", new Ruling.Contradicted("s3cret", "s3cret"))));

        UnaryOperator<String> mask = text -> text.replace("s3cret", "***");
        assertThat(new String(new SopJson(mask).render(review), StandardCharsets.US_ASCII))
                .doesNotContain("s3cret");
        assertThat(String.join("\n", new SopConsole(100, mask).lines(review))).doesNotContain("s3cret");
    }

    private static List<Judgement> some() {
        return List.of(
                claim(3, "PMERIT", new Ruling.NotUnderstood("nothing is known that it could be held against")),
                claim(4, "Tables: 68", new Ruling.Enforced("d4:sop", "aixord-db has 68 tables")),
                claim(5, "Never drop", new Ruling.NotAutomatable("nobody stops a person")),
                claim(6, "products/x/", new Ruling.NotEnforced("it is there", "name it in the POM")),
                claim(9, "Size: 1.8 MB", new Ruling.Unreadable("not for you")),
                LOCAL);
    }

    private static Judgement claim(int line, String text, Ruling ruling) {
        return new Judgement(line, "Section", false, text, ruling);
    }

    private static SopReview review(List<Judgement> judgements) {
        Subject subject = new Subject("d4:sop", "d4-chat 1.4.0", Optional.empty(), false, Optional.empty());
        return new SopReview(subject, Instant.EPOCH, "sop.md", judgements);
    }

    private static List<String> lines(SopReview review) {
        return new SopConsole(100, UnaryOperator.identity()).lines(review);
    }

    private static JsonNode json() throws IOException {
        return new ObjectMapper().readTree(new SopJson(UnaryOperator.identity()).render(review(some())));
    }
}
