package com.pmerit.d4.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlightRecorderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final byte[] CODE = "export default {};".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory = Path.of(".");

    private final List<String> warnings = new ArrayList<>();

    @Test
    void writesALineOfJsonForEachExchangeWhenItIsOver() throws IOException {
        ExchangeListener listener = recorder().recording("d4:check", warnings::add);

        listener.exchanged(exchange("GET", "{\"name\":\"line\\nbreak \u202e\"}"));
        assertThat(lines()).hasSize(1);
        listener.exchanged(exchange("PUT", ""));

        assertThat(lines()).hasSize(2);
        JsonNode first = lines().get(0);
        assertThat(first.path("sequence").asLong()).isEqualTo(1);
        assertThat(first.path("goal").asText()).isEqualTo("d4:check");
        assertThat(first.path("time").asText())
                .as("the beginning")
                .isEqualTo(NOW.minusMillis(250).toString());
        assertThat(first.path("method").asText()).isEqualTo("GET");
        assertThat(first.path("path").asText()).isEqualTo("/accounts/1/d1");
        assertThat(first.path("query").asText()).isEqualTo("page=1");
        assertThat(first.path("attempt").asInt()).isEqualTo(2);
        assertThat(first.path("status").asInt()).isEqualTo(200);
        assertThat(first.path("durationMillis").asLong()).isEqualTo(250);
        assertThat(first.has("sent")).as("a request without a body").isFalse();
        assertThat(first.path("received").path("text").asText()).isEqualTo("{\"name\":\"line\\nbreak \u202e\"}");
        assertThat(first.path("ray").asText()).isEqualTo("8f00ba4-WAW");
        assertThat(first.has("trouble")).isFalse();
        assertThat(lines().get(1).path("sequence").asLong()).isEqualTo(2);
        assertThat(Files.readString(file())).matches("\\p{ASCII}*").endsWith("}\n");
        assertThat(warnings).isEmpty();
    }

    @Test
    void goesOnBelowForTheNextGoalOfABuildAndStartsAnewForTheNextBuild() throws IOException {
        FlightRecorder build = recorder();
        build.recording("d4:check", warnings::add).exchanged(exchange("GET", ""));
        build.recording("d4:deploy", warnings::add).exchanged(exchange("GET", ""));

        assertThat(lines()).extracting(line -> line.path("goal").asText()).containsExactly("d4:check", "d4:deploy");
        assertThat(lines()).extracting(line -> line.path("sequence").asLong()).containsExactly(1L, 2L);

        FlightRecorder next = recorder();
        next.recording("d4:deploy", warnings::add);
        assertThat(file()).as("before the first answer").isEmptyFile();
        next.recording("d4:deploy", warnings::add).exchanged(exchange("GET", ""));
        assertThat(lines()).extracting(line -> line.path("sequence").asLong()).containsExactly(1L);
    }

    @Test
    void keepsLinesWholeAndNumbersInOrderWhenManyThreadsTalk() throws Exception {
        ExchangeListener listener = recorder().recording("d4:check", warnings::add);
        int threads = 8;
        int each = 25;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch together = new CountDownLatch(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                all.add(pool.submit(() -> {
                    together.countDown();
                    together.await();
                    for (int call = 0; call < each; call++) {
                        listener.exchanged(exchange("GET", "x".repeat(5_000)));
                    }
                    return true;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(threads * each);
        for (int at = 0; at < lines.size(); at++) {
            assertThat(lines.get(at).path("sequence").asLong()).isEqualTo(at + 1L);
        }
    }

    @Test
    void writesThroughAThreadThatIsBeingStopped() throws IOException {
        ExchangeListener listener = recorder().recording("d4:deploy", warnings::add);

        Thread.currentThread().interrupt();
        listener.exchanged(exchange("GET", ""));

        assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
        assertThat(lines()).hasSize(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void tellsOnceThatItCannotWriteAndLetsTheGoalGoOn() throws IOException {
        Files.createDirectories(file().resolve("in-the-way"));
        FlightRecorder build = recorder();

        ExchangeListener check = build.recording("d4:check", warnings::add);
        check.exchanged(exchange("GET", ""));
        check.exchanged(exchange("GET", ""));
        build.recording("d4:deploy", warnings::add).exchanged(exchange("GET", ""));

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains(file().toString(), "not recorded", "the run itself goes on");
    }

    @Test
    void tellsThatItCannotGoOnWhenTheFileBecomesUnwritable() throws IOException {
        ExchangeListener listener = recorder().recording("d4:deploy", warnings::add);
        listener.exchanged(exchange("GET", ""));
        Files.delete(file());
        Files.createDirectories(file());

        listener.exchanged(exchange("GET", ""));
        Files.delete(file());
        listener.exchanged(exchange("GET", ""));

        assertThat(warnings).hasSize(1);
        assertThat(file()).as("a record with a hole in it").doesNotExist();
    }

    @Test
    void recordsAnUploadSoThatItCanBeSentAgainButForCodeAndSecrets() throws IOException {
        try (ApiUnderTest it = new ApiUnderTest()) {
            it.server.answers(Answers.ok("{}"));
            it.account.scripts().create("shop", upload(), () -> new ApiResult.Ok<>(Optional.empty()));
            recorder().recording("d4:deploy", warnings::add).exchanged(it.exchanges.get(0));
        }

        JsonNode sent = lines().get(0).path("sent");
        assertThat(lines().get(0).path("query").asText()).isEqualTo("excludeScript=true&bindings_inherit=strict");
        assertThat(sent.path("type").asText()).isEqualTo("multipart/form-data");
        assertThat(sent.path("field").asText()).isEqualTo("metadata");
        JsonNode metadata = Json.read(sent.path("text").asText().getBytes(StandardCharsets.UTF_8));
        assertThat(metadata.path("main_module").asText()).isEqualTo("index.js");
        assertThat(metadata.path("bindings").toString())
                .isEqualTo("[{\"name\":\"KEY\",\"type\":\"secret_text\",\"text\":\"[secret]\"}]");
        assertThat(sent.path("modules").toString())
                .isEqualTo(
                        "[{\"name\":\"index.js\",\"type\":\"application/javascript+module\",\"bytes\":18,\"sha256\":\""
                                + DigestUtils.sha256Hex(CODE) + "\"}]");
        assertThat(Files.readString(file())).doesNotContain("sk_live_value", "export default");
    }

    @Test
    void recordsACallThatGotNoAnswer() throws IOException {
        try (ApiUnderTest it = new ApiUnderTest()) {
            it.server.answers(Answers.reset());
            it.account.timeTravel().restore("db", "b");
            recorder().recording("d4:deploy", warnings::add).exchanged(it.exchanges.get(0));
        }

        JsonNode line = lines().get(0);
        assertThat(line.has("status")).isFalse();
        assertThat(line.has("received")).isFalse();
        assertThat(line.path("trouble").asText()).isNotBlank();
    }

    @Test
    void saysWhenABodyIsNotAllThereWas() throws IOException {
        try (ApiUnderTest it = new ApiUnderTest()) {
            it.server.answers(
                    Answers.ok("\"" + "x".repeat(20_000) + "\""), Answers.cut("{\"success\":", 10), Answers.ok("{}"));
            it.account.buckets().get("b");
            it.account.buckets().get("b");
            ExchangeListener listener = recorder().recording("d4:check", warnings::add);
            it.exchanges.forEach(listener::exchanged);
        }

        assertThat(lines())
                .extracting(line -> line.path("received").path("whole").asBoolean(true))
                .containsExactly(false, false, true);
    }

    private FlightRecorder recorder() {
        return new FlightRecorder(directory.resolve("target/d4"), CLOCK);
    }

    private Path file() {
        return directory.resolve("target/d4").resolve(FlightRecorder.NAME);
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            lines.add(Json.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        return lines;
    }

    private static Exchange exchange(String method, String answer) {
        return new Exchange(
                method,
                "/accounts/1/d1",
                Optional.of("page=1"),
                2,
                OptionalInt.of(200),
                Duration.ofMillis(250),
                ExchangeBody.NONE,
                new ExchangeBody("application/json", answer.length(), Optional.empty(), answer, true, List.of()),
                Optional.of("8f00ba4-WAW"),
                Optional.empty());
    }

    private static WorkerUpload upload() {
        return new WorkerUpload(
                "index.js",
                List.of(new WorkerModule("index.js", ModuleType.ESM, CODE)),
                "2026-01-01",
                List.of(),
                List.of(),
                Map.of("KEY", SecretValue.of("sk_live_value")),
                Set.of(),
                Map.of(),
                Map.of());
    }
}
