package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** 200 hostile secrets at each place where text leaves d4: none appears, in any spelling. */
final class RedactionProcessTest {
    private static final List<HostileSecret> SECRETS = HostileSecret.all();
    private static final String HARMLESS = "harmless4711";

    /** A place where text leaves d4. A further one is one more line in {@link #SINKS}. */
    private record Sink(String name, Leaving leaving) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Gives all that leaves there about a value. */
    @FunctionalInterface
    private interface Leaving {
        String text(Given given) throws Exception;
    }

    /**
     * A value and what d4 knows about it.
     *
     * @param spill what became of it in the API's answers
     * @param known what d4 knows to be secret; nothing when the value is harmless
     * @param whole whether the value stands alone in arguments and variables, as it must when it is short
     */
    private record Given(String value, Spill spill, Set<String> known, boolean whole, Path directory) {
        Processes processes() {
            Map<String, String> parent = new LinkedHashMap<>(Map.of("PATH", System.getenv("PATH")));
            parent.put("MAVEN_CMD_LINE_ARGS", in("-B -Dtoken="));
            known.forEach(secret -> parent.put("CLOUDFLARE_API_TOKEN", secret));
            return new Processes(new ScrubbedEnvironment(parent, Set.of(), known, values -> Redactor.of(values)::mask));
        }

        String in(String before) {
            return whole ? value : before + value;
        }
    }

    private static final List<Sink> SINKS = List.of(
            new Sink("console at debug", given -> given.spill().console()),
            new Sink("result.json", given -> given.spill().json()),
            new Sink("JUnit report", given -> given.spill().xml()),
            new Sink("report.html", given -> given.spill().page()),
            new Sink("step summary", given -> given.spill().summary()),
            new Sink("messages of failed calls", given -> given.spill().failures()),
            new Sink("message that ends the build", given -> given.spill().ending()),
            new Sink("flight recorder", given -> given.spill().flight()),
            new Sink("plan.json", given -> given.spill().plan()),
            new Sink("plan on the console", given -> given.spill().table()),
            new Sink("child output", RedactionProcessTest::childOutput),
            new Sink("child arguments", RedactionProcessTest::childArguments),
            new Sink("child environment", RedactionProcessTest::childEnvironment));

    @TempDir
    private static Path directory = Path.of(".");

    private static final Map<HostileSecret, Given> GIVEN = new LinkedHashMap<>();
    private static final List<Given> HARMLESS_GIVEN = new ArrayList<>();

    @BeforeAll
    static void tellsTheSecretsToTheApi() throws Exception {
        try (LiveAccount account = new LiveAccount(directory.resolve("state"))) {
            account.others
                    .upload(
                            "PUT",
                            "/workers/scripts/shop-staging",
                            "{\"compatibility_date\":\"2026-04-01\"}",
                            "export default {};")
                    .result();
            for (HostileSecret secret : SECRETS) {
                Path own = Files.createDirectories(directory.resolve(Integer.toString(GIVEN.size())));
                Spill spill = Spill.ofSecret(account, own, secret.value(), secret.known());
                GIVEN.put(secret, new Given(secret.value(), spill, secret.known(), secret.isShort(), own));
            }
            Path own = Files.createDirectories(directory.resolve("harmless"));
            Spill spill = Spill.ofPlainText(account, own, HARMLESS);
            HARMLESS_GIVEN.add(new Given(HARMLESS, spill, Set.of(), false, own));
        }
    }

    @AfterAll
    static void forgets() {
        GIVEN.clear();
        HARMLESS_GIVEN.clear();
    }

    @Test
    void asksTwoHundredSecretsAtEachOfThirteenPlaces() {
        assertThat(SECRETS)
                .extracting(HostileSecret::value)
                .doesNotHaveDuplicates()
                .hasSize(200);
        assertThat(GIVEN).containsOnlyKeys(SECRETS);
        assertThat(SINKS).extracting(Sink::name).doesNotHaveDuplicates().hasSize(13);
    }

    @ParameterizedTest
    @FieldSource("SINKS")
    void noneOfTheSecretsAppearsIn(Sink sink) throws Exception {
        List<String> leaks = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<HostileSecret, Given> each : GIVEN.entrySet()) {
            String text = sink.leaving().text(each.getValue());
            new Appearances(each.getKey().value())
                    .in(text)
                    .forEach(spelling -> leaks.add(each.getKey().kind() + " as " + spelling));
            asked++;
        }

        assertThat(leaks).isEmpty();
        assertThat(asked).isEqualTo(200);
    }

    @ParameterizedTest
    @FieldSource("SINKS")
    void aHarmlessValueDoesAppearIn(Sink sink) throws Exception {
        String text = sink.leaving().text(HARMLESS_GIVEN.get(0));

        assertThat(new Appearances(HARMLESS).in(text)).contains(HARMLESS);
    }

    @Test
    void wouldSeeASecretInEachOfItsSpellings() {
        int looks = 0;
        for (HostileSecret secret : SECRETS) {
            Appearances appearances = new Appearances(secret.value());
            assertThat(appearances.spellings()).contains(secret.value());
            for (String spelling : appearances.spellings()) {
                assertThat(appearances.in("before " + spelling + " after"))
                        .as("%s", secret)
                        .contains(spelling);
                looks++;
            }
        }
        assertThat(looks).isGreaterThan(200 * 5);
    }

    private static String childOutput(Given given) throws InterruptedException, IOException {
        Files.writeString(given.directory().resolve("said"), "it says " + given.value() + " and ends");
        Command repeats = Command.of(given.directory(), "cat", "said");
        Outcome.Exited exited = (Outcome.Exited) given.processes().run(repeats);
        assertThat(exited.standardOutput().text()).startsWith("it says ").endsWith(" and ends");
        return exited.standardOutput().text() + "\n" + exited.standardOutput().plain();
    }

    /** What everybody on the machine could read in the list of processes, or why the command was not started. */
    private static String childArguments(Given given) throws InterruptedException {
        Command shows =
                Command.of(given.directory(), "sh", "-c", "printf '%s' \"$1\" > arguments", "sh", given.in("--token="));
        try {
            Outcome.Exited exited = (Outcome.Exited) given.processes().run(shows);
            assertThat(exited.code()).isZero();
            return read(given.directory().resolve("arguments"));
        } catch (IllegalArgumentException refused) {
            return refused.toString();
        }
    }

    /** The child writes its environment to a file, past everything that would mask its output. */
    private static String childEnvironment(Given given) throws InterruptedException {
        Outcome.Exited exited =
                (Outcome.Exited) given.processes().run(Command.of(given.directory(), "sh", "-c", "env > environment"));
        assertThat(exited.code()).isZero();
        String environment = read(given.directory().resolve("environment"));
        assertThat(environment).contains("PATH=");
        return environment;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
