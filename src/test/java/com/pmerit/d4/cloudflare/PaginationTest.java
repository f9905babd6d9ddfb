package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaginationTest {
    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    private static String accounts(String... digits) {
        return IntStream.range(0, digits.length)
                .mapToObj(index -> "{\"id\":\"" + digits[index].repeat(32) + "\",\"name\":\"n" + digits[index] + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String databases(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> "{\"uuid\":\"u" + number + "\",\"name\":\"d" + number + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void readsNumberedPagesUpToTheTotal() {
        it.server.answers(
                Answers.okWithInfo(accounts("1", "2"), "{\"page\":1,\"per_page\":2,\"count\":2,\"total_count\":3}"),
                Answers.okWithInfo(accounts("3"), "{\"page\":2,\"per_page\":2,\"count\":1,\"total_count\":3}"));

        assertThat(it.api.identity().accounts().orElseThrow())
                .extracting(Account::name)
                .containsExactly("n1", "n2", "n3");
        assertThat(it.server.received())
                .extracting(ScriptedServer.Received::target)
                .last()
                .isEqualTo("/client/v4/accounts?page=2");
    }

    @Test
    void endsNumberedPagesWithoutATotalAfterTheFirst() {
        it.server.answers(Answers.ok(accounts("1")));
        assertThat(it.api.identity().accounts().orElseThrow()).hasSize(1);
    }

    @Test
    void readsPagesUntilOneIsShort() {
        it.server.answers(
                Answers.ok(databases(0, 100)), Answers.ok(databases(100, 100)), Answers.ok(databases(200, 1)));

        assertThat(it.account.databases().list().orElseThrow()).hasSize(201);
        assertThat(it.server.received())
                .extracting(ScriptedServer.Received::target)
                .last()
                .asString()
                .endsWith("?page=3&per_page=100");
    }

    @Test
    void noticesAServerThatSendsTheSamePageForEver() {
        it.server.answers(Collections.nCopies(3, Answers.ok(databases(0, 100))).toArray(ScriptedServer.Answer[]::new));

        ApiFailure failure = failureOf(it.account.databases().list());

        assertThat(failure).isInstanceOf(ApiFailure.Malformed.class);
        assertThat(failure.message()).contains("list the D1 databases", "the same page came twice");
        assertThat(it.server.received()).hasSize(2);
    }

    @Test
    void endsWithAnEmptyPageAlthoughTheTotalPromisesMore() {
        it.server.answers(Answers.okWithInfo("[]", "{\"page\":1,\"per_page\":0,\"count\":0,\"total_count\":3}"));
        assertThat(it.api.identity().accounts().orElseThrow()).isEmpty();
    }

    @Test
    void givesTheFailureOfALaterPage() {
        it.server.answers(Answers.ok(databases(0, 100)), Answers.refused(400, 7, "no more"));
        assertThat(failureOf(it.account.databases().list()).message()).contains("no more [code 7]");
    }

    @Test
    void doesNotDoubleWhatWasReadBeforeARepeatedTry() {
        it.server.answers(Answers.html(502), Answers.ok(databases(0, 2)));
        assertThat(it.account.databases().list().orElseThrow()).hasSize(2);
    }
}
