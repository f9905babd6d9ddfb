package com.pmerit.d4.sandbox.http;

import static com.pmerit.d4.sandbox.http.ServedRoutes.ACCOUNT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ApiServiceTest {
    private static final String THINGS = "/client/v4/accounts/" + ACCOUNT + "/things";
    private ServedRoutes served;

    @BeforeEach
    void serve() throws IOException {
        served = new ServedRoutes(routes -> {
            routes.api("GET", "/accounts/{account}/things", request -> Response.result(Map.of("q", request.query())));
            routes.api("GET", "/accounts/{account}/things/{thing}", r -> Response.result(r.parameter("thing")));
            routes.api("GET", "/accounts/{account}/things/latest", request -> Response.result("the literal"));
            routes.api(
                    "PUT", "/accounts/{account}/things/{thing}/{rest...}", r -> Response.result(r.parameter("rest")));
            routes.api("POST", "/echo", request -> Response.result(request.json()));
            routes.api("GET", "/broken", request -> {
                throw new IllegalStateException("a bug");
            });
            routes.open("GET", "/signed/{key}", request -> Response.bytes(200, "text/plain", new byte[] {'o', 'k'}));
        });
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void answersInCloudflaresEnvelope() throws Exception {
        HttpResponse<String> answer = served.call("GET", THINGS + "/a%2Fb+c", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("cf-ray")).isPresent();
        assertThat(Json.parse(answer.body().getBytes(UTF_8)))
                .isEqualTo(Json.parse(
                        "{\"result\":\"a/b+c\",\"success\":true,\"errors\":[],\"messages\":[]}".getBytes(UTF_8)));
    }

    @Test
    void tellsAWitnessOfARequestBeforeItIsActedOnAndAlsoOfOneThatAFaultStops() throws Exception {
        List<String> seen = new ArrayList<>();
        served.log.tell(arrival -> seen.add(arrival.request().method() + " " + arrival.template() + " "
                + arrival.request().body().text() + " after "
                + served.log.entries().size()));
        served.faults.add(Fault.first("*", new Fault.Template("/echo"), new Fault.Drop(Fault.Moment.BEFORE_ACTING)));

        served.call("GET", THINGS, "");
        assertThatThrownBy(() -> served.call("POST", "/client/v4/echo", "{}")).isInstanceOf(IOException.class);

        assertThat(seen).containsExactly("GET /accounts/{account}/things  after 0", "POST /echo {} after 1");
    }

    @Test
    void prefersALiteralSegmentToAParameter() throws Exception {
        assertThat(served.call("GET", THINGS + "/latest", "").body()).contains("the literal");
    }

    @Test
    void givesTheRestOfAPathToALastParameter() throws Exception {
        assertThat(served.call("PUT", THINGS + "/t/a/b%20c/d", "").body()).contains("\"a/b c/d\"");
        assertThat(served.call("PUT", THINGS + "/t/", "").statusCode()).isEqualTo(404);
    }

    @Test
    void acceptsAnEmptyQuery() throws Exception {
        assertThat(served.call("GET", THINGS + "?", "").body()).contains("\"q\":{}");
        assertThat(served.call("GET", THINGS + "?x=1+2&y", "").body()).contains("\"x\":[\"1 2\"]", "\"y\":[\"\"]");
    }

    @Test
    void refusesAnUnknownRoute() throws Exception {
        assertRefused(served.call("GET", "/client/v4/nothing", ""), 404, 7003);
        assertRefused(served.call("GET", THINGS + "/", ""), 404, 7003);
        assertRefused(served.call("GET", "/accounts/" + ACCOUNT + "/things", ""), 404, 7003);
    }

    @Test
    void refusesAKnownPathWithAnotherMethod() throws Exception {
        HttpResponse<String> answer = served.call("DELETE", THINGS, "");
        assertRefused(answer, 405, 10405);
        assertThat(answer.body()).contains("only GET");
    }

    @Test
    void refusesAMissingAMalformedAndAWrongToken() throws Exception {
        assertRefused(served.send(served.request("GET", THINGS, "")), 400, 9106);
        assertRefused(served.send(served.request("GET", THINGS, "").header("Authorization", "Basic abc")), 400, 6003);
        assertRefused(served.send(served.request("GET", THINGS, "").header("Authorization", "Bearer no")), 401, 10000);
    }

    @Test
    void refusesAnAccountThatIsNoneOrIsNotReached() throws Exception {
        assertRefused(served.call("GET", "/client/v4/accounts/abc/things", ""), 404, 7003);
        assertRefused(served.call("GET", "/client/v4/accounts/" + "f".repeat(32) + "/things", ""), 403, 10000);
    }

    @Test
    void asksForNoTokenOnAnOpenRoute() throws Exception {
        assertThat(served.send(served.request("GET", "/signed/x", "")).body()).isEqualTo("ok");
    }

    @Test
    void refusesBrokenJsonWithoutRepeatingIt() throws Exception {
        HttpResponse<String> answer = served.call("POST", "/client/v4/echo", "{\"secret\": hunter2}");
        assertRefused(answer, 400, 9207);
        assertThat(answer.body()).contains("line 1").doesNotContain("hunter2");
        assertRefused(served.call("POST", "/client/v4/echo", "{} x"), 400, 9207);
        assertRefused(served.call("POST", "/client/v4/echo", ""), 400, 9207);
        assertRefused(served.call("POST", "/client/v4/echo", "{\"a\":1,\"a\":2}"), 400, 9207);
    }

    @Test
    void refusesABrokenPercentEncodingInTheQuery() throws Exception {
        java.net.Socket socket = new java.net.Socket();
        try (socket) {
            java.net.URI uri = served.request("GET", "/", "").build().uri();
            socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
            socket.getOutputStream()
                    .write(("GET " + THINGS + "?x=%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("7003");
        }
    }

    @Test
    void answersABugWithA500AndNoDetail() throws Exception {
        HttpResponse<String> answer = served.call("GET", "/client/v4/broken", "");
        assertRefused(answer, 500, 10013);
        assertThat(answer.body()).contains("IllegalStateException").doesNotContain("a bug");
    }

    @Test
    void logsMethodPathChecksumAndStatusOfEachCall() throws Exception {
        served.call("POST", "/client/v4/echo?token=x", "{}");
        assertThat(served.log.entries())
                .containsExactly(new RequestLog.Entry(1, "POST", "/client/v4/echo", "/echo", 0x297bd0aaL, 200));
    }

    private static void assertRefused(HttpResponse<String> answer, int status, int code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"success\":false", "\"code\":" + code + ",");
    }
}
