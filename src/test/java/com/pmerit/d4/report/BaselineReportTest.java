package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.report.BaselineReport.Ending;
import com.pmerit.d4.report.BaselineReport.Failure;
import com.pmerit.d4.report.BaselineReport.File;
import com.pmerit.d4.report.BaselineReport.Missing;
import com.pmerit.d4.report.BaselineReport.Next;
import com.pmerit.d4.report.BaselineReport.Place;
import com.pmerit.d4.report.BaselineReport.Replay;
import com.pmerit.d4.report.BaselineReport.Standing;
import com.pmerit.d4.report.BaselineReport.Stops;
import com.pmerit.d4.report.BaselineReport.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a terminal and a program see of proofs. */
final class BaselineReportTest {
    @Test
    void showsRunsOfFilesAndWhatIsMissingOfEachThatIsContradicted() {
        List<String> lines = lines(adopted());

        assertThat(lines)
                .startsWith(
                        "d4:baseline d4-chat 1.4.0 -> production (embedded Cloudflare), commit 4be1c07",
                        "DB (aixord-db): 3 listed in d1_migrations, 43 not",
                        "  proven       41: 0004_f.sql to 0008_f.sql, 0010_f.sql to 0034_f.sql, 0036_f.sql to 0046_f.sql: the")
                .contains(
                        "  absent       0035_f.sql: lacks table agent_instances (also of 0040_f.sql)",
                        "  partial      0009_f.sql: lacks table secret_access_log, table security_classifications",
                        "  by no file   table agents: stays as it is",
                        "  record       mvn d4:baseline -Pproduction -Dd4.apply")
                .last()
                .isEqualTo("nothing was written: 41 files would be recorded; all of it in target/d4/baseline.json");
        assertThat(lines).hasSizeLessThanOrEqualTo(25);
    }

    @Test
    void keepsToTwentyFiveLinesWhateverThereIs() {
        List<File> many = IntStream.rangeClosed(1, 400)
                .mapToObj(number -> new File(
                        "%04d_a_rather_long_name_of_a_file.sql".formatted(number),
                        List.of(Verdict.values()).get(number % Verdict.values().length),
                        List.of(Standing.values()).get(number % 3),
                        true,
                        List.of("x ".repeat(200)),
                        List.of(new Missing("table t" + number, List.of()))))
                .toList();
        List<String> details =
                IntStream.range(0, 50).mapToObj(line -> "y ".repeat(99)).toList();
        List<Next> next = List.of(new Next("record", "z ".repeat(900)), new Next("and then", "z ".repeat(900)));
        BaselineReport report = report(
                many,
                Optional.of(
                        new Replay(false, "w ".repeat(400), List.of(), details, details, details, Optional.empty())),
                Ending.REFUSED,
                Optional.of(new Failure("s ".repeat(200), details, "r ".repeat(200))),
                next);

        assertThat(lines(report)).hasSizeLessThanOrEqualTo(25).allMatch(line -> line.length() <= 100);
    }

    @Test
    void saysInEveryEndingWhetherSomethingIsRecorded() {
        assertThat(Arrays.stream(Ending.values())
                        .map(ending ->
                                last(lines(report(proven(), Optional.empty(), ending, Optional.empty(), List.of())))))
                .containsExactly(
                        "nothing was written: 1 file would be recorded; all of it in target/d4/baseline.json",
                        "nothing is to be recorded; all of it in target/d4/baseline.json",
                        "RECORDED: 1 file is listed now; all of it in target/d4/baseline.json",
                        "nothing was recorded; all of it in target/d4/baseline.json",
                        "it is not known whether 1 file is recorded; all of it in target/d4/baseline.json");
    }

    @Test
    void keepsToItsSchema() throws IOException {
        assertThat(new Schema("baseline.schema.json").faults(json(whole(), UnaryOperator.identity())))
                .isEmpty();
    }

    @Test
    void schemaCheckFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json(whole(), UnaryOperator.identity());
        ((ObjectNode) wrong.at("/files/0")).put("verdict", "FINE");
        ((ObjectNode) wrong.at("/replay")).remove("holds");
        wrong.put("further", 1);

        assertThat(new Schema("baseline.schema.json").faults(wrong)).hasSize(3);
    }

    @Test
    void namesEveryVerdictStandingAndEndingInItsSchema() throws IOException {
        assertThat(declared("/$defs/file/properties/verdict/enum")).containsExactly(names(Verdict.values()));
        assertThat(declared("/$defs/file/properties/standing/enum")).containsExactly(names(Standing.values()));
        assertThat(declared("/properties/ending/enum")).containsExactly(names(Ending.values()));
    }

    @Test
    void masksEveryText() throws IOException {
        JsonNode json = json(whole(), text -> "*");

        assertThat(json.toString())
                .doesNotContain("aixord", "0009", "secret_access_log", "agents", "already exists", "mvn", "production");
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }

    private static List<String> declared(String pointer) throws IOException {
        List<String> declared = new ArrayList<>();
        new Schema("baseline.schema.json").root().at(pointer).forEach(name -> declared.add(name.asText()));
        return declared;
    }

    private static List<File> proven() {
        return List.of(new File("0004_f.sql", Verdict.PROVEN, Standing.PROVEN, false, List.of(), List.of()));
    }

    private static BaselineReport adopted() {
        List<File> files = new ArrayList<>();
        for (int number = 4; number <= 46; number++) {
            String name = "%04d_f.sql".formatted(number);
            files.add(
                    switch (number) {
                        case 9 ->
                            new File(
                                    name,
                                    Verdict.PARTIAL,
                                    Standing.REMAINS,
                                    false,
                                    List.of(),
                                    List.of(
                                            new Missing("table secret_access_log", List.of(name)),
                                            new Missing("table security_classifications", List.of(name))));
                        case 35 ->
                            new File(
                                    name,
                                    Verdict.ABSENT,
                                    Standing.REMAINS,
                                    false,
                                    List.of(),
                                    List.of(new Missing("table agent_instances", List.of(name, "0040_f.sql"))));
                        default -> new File(name, Verdict.PROVEN, Standing.PROVEN, false, List.of(), List.of());
                    });
        }
        return report(
                files,
                Optional.of(new Replay(
                        false,
                        "the next deploy would stop",
                        List.of(new Missing("table secret_access_log", List.of("0009_f.sql"))),
                        List.of("table old"),
                        List.of("table agents"),
                        List.of("0009_f.sql would undo what 0010_f.sql did"),
                        Optional.of(new Stops("0009_f.sql", "1:1", "CREATE TABLE x", "table x already exists")))),
                Ending.LOOKED,
                Optional.empty(),
                List.of(new Next("record", "mvn d4:baseline -Pproduction -Dd4.apply")));
    }

    private static BaselineReport whole() {
        BaselineReport all = adopted();
        return report(
                all.files(),
                all.replay(),
                Ending.REFUSED,
                Optional.of(new Failure("aixord-db was changed", List.of("gone: aixord"), "mvn d4:audit")),
                all.next());
    }

    private static BaselineReport report(
            List<File> files, Optional<Replay> replay, Ending ending, Optional<Failure> failure, List<Next> next) {
        return new BaselineReport(
                new Subject(
                        "d4:baseline", "d4-chat 1.4.0", Optional.of("production"), true, Optional.of("4be1c07d5a9e")),
                Instant.parse("2026-02-17T10:15:30Z"),
                new Place("DB", "aixord-db", "d1_migrations"),
                3,
                files,
                replay,
                ending,
                0,
                failure,
                next);
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private static List<String> lines(BaselineReport report) {
        return new BaselineConsole(100, UnaryOperator.identity()).lines(report);
    }

    private static JsonNode json(BaselineReport report, UnaryOperator<String> mask) throws IOException {
        return new ObjectMapper().readTree(new BaselineJson(mask).render(report));
    }
}
