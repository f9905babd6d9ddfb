package com.pmerit.d4.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.sandbox.http.Fault.Effect;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.Fault.Template;
import com.pmerit.d4.sandbox.http.Headers.Header;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {
    private static final String COUNT = "/client/v4/count";
    private final AtomicInteger acted = new AtomicInteger();
    private ServedRoutes served;

    @BeforeEach
    void serve() throws IOException {
        served = new ServedRoutes(
                routes -> routes.api("POST", "/count", request -> Response.result(acted.incrementAndGet())));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void hitsOnlyTheCallsItNames() throws Exception {
        served.faults.add(fault(answer(Moment.BEFORE_ACTING)).from(2).during(2));
        assertThat(count().statusCode()).isEqualTo(200);
        assertThat(count().statusCode()).isEqualTo(503);
        assertThat(count().statusCode()).isEqualTo(503);
        assertThat(count().statusCode()).isEqualTo(200);
        assertThat(acted).hasValue(2);
        assertThat(served.faults.seen().get(0).calls()).isEqualTo(4);
        assertThat(served.faults.seen().get(0).hits()).isEqualTo(2);
    }

    @Test
    void leavesOtherRoutesAndMethodsAlone() throws Exception {
        served.faults.add(Fault.first("GET", new Template("/count"), new Fault.Drop(Moment.BEFORE_ACTING)));
        served.faults.add(Fault.first("*", new Template("/other"), new Fault.Drop(Moment.BEFORE_ACTING)));
        assertThat(count().statusCode()).isEqualTo(200);
    }

    @Test
    void answersSomethingElseAfterActing() throws Exception {
        served.faults.add(fault(answer(Moment.AFTER_ACTING)));
        HttpResponse<String> answer = count();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.body()).isEqualTo("busy");
        assertThat(acted).hasValue(1);
    }

    @Test
    void dropsTheConnectionBeforeActing() {
        served.faults.add(fault(new Fault.Drop(Moment.BEFORE_ACTING)));
        assertThatThrownBy(this::count).isInstanceOf(IOException.class);
        assertThat(acted).hasValue(0);
        assertThat(served.log.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.status()).isZero());
    }

    @Test
    void dropsTheConnectionAfterActing() {
        served.faults.add(fault(new Fault.Drop(Moment.AFTER_ACTING)));
        assertThatThrownBy(this::count).isInstanceOf(IOException.class);
        assertThat(acted).hasValue(1);
    }

    @Test
    void breaksOffTheBody() throws Exception {
        served.faults.add(fault(new Fault.Truncate(5)));
        assertThatThrownBy(this::count).isInstanceOf(IOException.class).hasMessageContaining("5");
        assertThat(acted).hasValue(1);
        assertThat(count().statusCode()).isEqualTo(200);
    }

    @Test
    void sendsTheRealAnswerUnderAnotherContentType() throws Exception {
        served.faults.add(fault(new Fault.WrongContentType("text/html")));
        HttpResponse<String> answer = count();
        assertThat(answer.headers().firstValue("content-type")).contains("text/html");
        assertThat(answer.body()).contains("\"success\":true");
    }

    @Test
    void sendsTheRealAnswerByteForByte() throws Exception {
        served.faults.add(fault(new Fault.Trickle(Duration.ZERO)));
        assertThat(count().body()).isEqualTo("{\"result\":1,\"success\":true,\"errors\":[],\"messages\":[]}");
    }

    @Test
    void delaysTheAnswerBeyondTheCallersPatience() {
        served.faults.add(fault(new Fault.Delay(Moment.AFTER_ACTING, Duration.ofMinutes(10))));
        assertThatThrownBy(() -> served.send(served.request("POST", COUNT, "")
                        .header("Authorization", "Bearer " + ServedRoutes.TOKEN)
                        .timeout(Duration.ofMillis(300))))
                .isInstanceOf(java.net.http.HttpTimeoutException.class);
    }

    @Test
    void holdsACallUntilItIsReleased() throws Exception {
        Fault.Hold hold = Fault.Hold.at(Moment.BEFORE_ACTING);
        served.faults.add(fault(hold));
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return count();
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        });
        hold.awaitArrival();
        assertThat(acted).hasValue(0);
        hold.release();
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(acted).hasValue(1);
    }

    @Test
    void isArmedAndClearedThroughTheControlRoute() throws Exception {
        HttpResponse<String> armed = served.call(
                "POST",
                "/__sandbox/faults",
                "[{\"method\":\"POST\",\"path\":\"/count\",\"effect\":{\"kind\":\"html\",\"status\":524}},"
                        + "{\"pattern\":\"/cou.t$\",\"nth\":2,\"effect\":{\"kind\":\"success-false\",\"acts\":true}}]");
        assertThat(armed.statusCode()).isEqualTo(200);
        assertThat(count().body()).startsWith("<!DOCTYPE html>");
        HttpResponse<String> second = count();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).contains("\"success\":false");
        assertThat(acted).hasValue(1);
        served.call("DELETE", "/__sandbox/faults", "");
        assertThat(served.faults.seen()).isEmpty();
    }

    @Test
    void refusesAFaultItDoesNotUnderstand() throws Exception {
        assertRefused("{\"path\":\"/count\",\"effect\":{\"kind\":\"explode\"}}", "unknown kind of fault: explode");
        assertRefused("{\"path\":\"/count\",\"efect\":{},\"effect\":{\"kind\":\"html\"}}", "unknown field: efect");
        assertRefused("{\"effect\":{\"kind\":\"html\"}}", "either path");
        assertRefused("{\"pattern\":\"(\",\"effect\":{\"kind\":\"html\"}}", "not a regular expression");
        assertRefused("{\"path\":\"/count\",\"nth\":0,\"effect\":{\"kind\":\"html\"}}", "start at 1");
        assertThat(served.faults.seen()).isEmpty();
    }

    private void assertRefused(String fault, String reason) throws IOException, InterruptedException {
        HttpResponse<String> answer = served.call("POST", "/__sandbox/faults", fault);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }

    private HttpResponse<String> count() throws IOException, InterruptedException {
        return served.call("POST", COUNT, "");
    }

    private static Fault fault(Effect effect) {
        return Fault.first("POST", new Template("/count"), effect);
    }

    private static Effect answer(Moment moment) {
        return new Fault.Answer(moment, 503, "text/plain", List.of(new Header("Retry-After", "7")), "busy");
    }
}
