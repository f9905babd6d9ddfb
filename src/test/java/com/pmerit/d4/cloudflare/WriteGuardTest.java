package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.Answers.html;
import static com.pmerit.d4.cloudflare.Answers.ok;
import static com.pmerit.d4.cloudflare.Answers.reset;
import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteGuardTest {
    private static final SqlStatement INSERT = SqlStatement.of("INSERT INTO t VALUES (1)");
    private static final DeploymentRequest SHIFT = DeploymentRequest.all("v2", "release");
    private static final String ONE_RESULT = "[{\"success\":true,\"results\":[],\"meta\":{}}]";

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    static Stream<Named<Function<AccountApi, ApiResult<?>>>> writes() {
        return Stream.of(
                Named.of("an idempotent write", account -> account.triggers().replaceSchedules("shop", List.of())),
                Named.of("a changed setting", account -> account.settings().patchScript("shop", Map.of())),
                Named.of(
                        "a create",
                        account -> account.deployments()
                                .create("shop", SHIFT, () -> new ApiResult.Ok<>(Optional.empty()))),
                Named.of("a forced create", account -> account.deployments().createForced("shop", SHIFT)),
                Named.of("SQL that writes", account -> account.databases().write("db", List.of(INSERT))),
                Named.of("a restore", account -> account.timeTravel().restore("db", "b-1")));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void keepsAWriteFromBeingSent(Function<AccountApi, ApiResult<?>> write) {
        AccountApi guarded = it.account.guardedBy(() -> Optional.of("the lock is lost"));

        ApiFailure failure = failureOf(write.apply(guarded));

        assertThat(failure).isInstanceOf(ApiFailure.Withheld.class);
        assertThat(failure.message()).startsWith("Did not ").endsWith(": the lock is lost. Nothing was sent.");
        assertThat(it.server.received()).isEmpty();
    }

    @Test
    void letsReadsPassUnasked() {
        AccountApi guarded = it.account.guardedBy(() -> Optional.of("the lock is lost"));
        it.server.answers(ok("{\"deployments\":[]}"), ok(ONE_RESULT));

        assertThat(guarded.deployments().list("shop").orElseThrow()).isEmpty();
        assertThat(guarded.databases()
                        .read("db", List.of(SqlStatement.of("SELECT 1")))
                        .orElseThrow())
                .hasSize(1);
    }

    @Test
    void letsAWritePassWhileNothingSpeaksAgainstIt() {
        it.server.answers(ok(ONE_RESULT));

        assertThat(it.account
                        .guardedBy(Optional::empty)
                        .databases()
                        .write("db", List.of(INSERT))
                        .failure())
                .isEmpty();
    }

    @Test
    void leavesTheAccountUnguardedThatItWasMadeFrom() {
        assertThat(it.account.guardedBy(() -> Optional.of("no")).id()).isEqualTo(it.account.id());
        it.server.answers(ok(ONE_RESULT));

        assertThat(it.account.databases().write("db", List.of(INSERT)).failure())
                .isEmpty();
    }

    @Test
    void isAskedAgainBeforeEachRepetition() {
        Deque<Optional<String>> objections =
                new ArrayDeque<>(List.of(Optional.empty(), Optional.of("the lock is lost")));
        it.server.answers(html(502), ok("[]"));

        ApiFailure failure =
                failureOf(it.account.guardedBy(objections::pop).triggers().replaceSchedules("shop", List.of()));

        assertThat(failure).isInstanceOf(ApiFailure.OutcomeUnknown.class);
        assertThat(failure.message()).contains("the lock is lost");
        assertThat(it.server.received()).hasSize(1);
    }

    @Test
    void keepsACreateFromBeingSentAgainThatDidNotArrive() {
        Deque<Optional<String>> objections =
                new ArrayDeque<>(List.of(Optional.empty(), Optional.of("the lock is lost")));
        it.server.answers(reset());

        ApiFailure failure = failureOf(it.account
                .guardedBy(objections::pop)
                .deployments()
                .create("shop", SHIFT, () -> new ApiResult.Ok<>(Optional.empty())));

        assertThat(failure).isInstanceOf(ApiFailure.Withheld.class);
        assertThat(it.server.received()).hasSize(1);
    }

    @Test
    void keepsAFileFromBeingUploadedForAnImport(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("data.sql"), "INSERT INTO t VALUES (1);");
        String location = it.server.url("/bucket/dump.sql").toString();
        it.server.answers(ok("{\"filename\":\"f-1\",\"upload_url\":\"" + location + "\"}"));

        ApiFailure failure = failureOf(it.account
                .guardedBy(() -> Optional.of("the lock is lost"))
                .transfers()
                .importFile("db", file));

        assertThat(failure).isInstanceOf(ApiFailure.Withheld.class);
        assertThat(it.server.received()).hasSize(1);
    }
}
