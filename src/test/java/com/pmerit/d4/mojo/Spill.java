package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.CloudflareException;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.FlightRecorder;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.WorkerModule;
import com.pmerit.d4.cloudflare.WorkerUpload;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.Observation;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Outlook;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.PlanPart;
import com.pmerit.d4.release.Planner;
import com.pmerit.d4.release.Planning;
import com.pmerit.d4.release.RollbackReadiness;
import com.pmerit.d4.report.Fact;
import com.pmerit.d4.report.PlanTable;
import com.pmerit.d4.report.Report;
import com.pmerit.d4.report.SmokeEvidence;
import com.pmerit.d4.report.Subject;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * Everything that d4 let out about one value that the embedded Cloudflare repeats in its answers.
 *
 * @param failures the messages of failed calls and of exceptions made of them
 * @param ending the message that the build ended with
 * @param console what was logged, debug included
 * @param json the file result.json
 * @param xml the JUnit report
 * @param page the file report.html
 * @param summary what GitHub Actions shows of the step
 * @param flight what the flight recorder wrote
 * @param plan the file plan.json
 * @param table the plan as the console shows it
 */
record Spill(
        String failures,
        String ending,
        String console,
        String json,
        String xml,
        String page,
        String summary,
        String flight,
        String plan,
        String table) {
    private static final String SCRIPT = "/workers/scripts/{script}";
    private static final Instant STARTED = Instant.parse("2026-02-17T10:15:30Z");

    /** What left about a value that is d4's API token and a secret that it has set. */
    static Spill ofSecret(LiveAccount account, Path directory, String value, Set<String> known) throws Exception {
        Redactor redactor = new Redactor();
        Told told = new Told(account, directory, redactor);
        told.takesForItsToken(value);
        try (CloudflareApi api = told.client(SecretValue.of(account.sandbox.token()))) {
            for (String secret : known) {
                api.account(new AccountId(LiveAccount.ID))
                        .scripts()
                        .create("shop-staging", holding(secret), () -> new ApiResult.Ok<>(Optional.empty()))
                        .orElseThrow();
            }
            return told.spill(api, value);
        }
    }

    private static WorkerUpload holding(String secret) {
        return new WorkerUpload(
                "index.js",
                List.of(new WorkerModule("index.js", ModuleType.ESM, new byte[] {'1'})),
                "2026-01-01",
                List.of(),
                List.of(),
                Map.of("KEY", SecretValue.of(secret)),
                Set.of(),
                Map.of(),
                Map.of());
    }

    /** What left about a value that nobody called a secret. */
    static Spill ofPlainText(LiveAccount account, Path directory, String value) throws Exception {
        Told told = new Told(account, directory, new Redactor());
        try (CloudflareApi api = told.client(SecretValue.of(account.sandbox.token()))) {
            told.refuses(api, value);
            return told.spill(api, value);
        }
    }

    /** One run of d4 against an account that repeats what it was told. */
    private static final class Told {
        private final LiveAccount cloud;
        private final Path directory;
        private final Redactor redactor;
        private final ExchangeListener flight;
        private final List<String> failures = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Told(LiveAccount cloud, Path directory, Redactor redactor) {
            this.cloud = cloud;
            this.directory = directory;
            this.redactor = redactor;
            this.flight = new FlightRecorder(directory, Clock.systemUTC()).recording("d4:deploy", warnings::add);
        }

        CloudflareApi client(SecretValue token) {
            ApiSettings settings = ApiSettings.of(cloud.sandbox.api(), new Credential(token, "the test"), "1");
            return new CloudflareApi(settings, cloud.time.waiting(), redactor, flight);
        }

        /** Most hostile values cannot be a token; d4 must not repeat them when it says so. */
        void takesForItsToken(String value) {
            try (CloudflareApi api = client(SecretValue.of(value))) {
                refuses(api, value);
            } catch (IllegalArgumentException refused) {
                failures.add(refused.toString());
            }
        }

        /** Answers that say no and repeat the value in each way in which an answer can. */
        void refuses(CloudflareApi client, String value) {
            AccountApi api = client.account(new AccountId(LiveAccount.ID));
            String text = json(sentence(value));
            cloud.answers("GET", SCRIPT + "/secrets", 1, 400, envelope(false, text, "null"));
            failed(api.secrets().list("shop-staging"));
            cloud.answers("GET", SCRIPT + "/deployments", 1, 403, "<html>" + sentence(value) + "</html>");
            failed(api.deployments().list("shop-staging"));
            cloud.answers("GET", SCRIPT + "/versions", 1, 200, envelope(true, "\"\"", versions(text, text)));
            failed(api.versions().list("shop-staging"));
            cloud.answers(
                    "POST",
                    "/d1/database/{database}/query",
                    1,
                    200,
                    envelope(true, "\"\"", "[{\"success\":false,\"error\":" + text + ",\"results\":[]}]"));
            failed(api.databases().read(Environments.DATABASE_ID, List.of(SqlStatement.of("SELECT 1"))));
            cloud.sandbox.faults().clear();
        }

        /** Lets d4 read the value out of an answer that is all right, and report it everywhere. */
        Spill spill(CloudflareApi client, String value) throws Exception {
            refuses(client, value);
            String versions = versions("\"2026-02-17T10:15:30Z\"", json(sentence(value)));
            cloud.answers("GET", SCRIPT + "/versions", 1, 200, envelope(true, "\"\"", versions));
            String message = client.account(new AccountId(LiveAccount.ID))
                    .versions()
                    .list("shop-staging")
                    .orElseThrow()
                    .get(0)
                    .message()
                    .orElseThrow();
            assertThat(message).as("what d4 read").isEqualTo(sentence(value));
            cloud.sandbox.faults().clear();
            List<String> lines = new ArrayList<>();
            Path summary = directory.resolve("summary.md");
            StepSummary step =
                    new StepSummary(Map.of("GITHUB_STEP_SUMMARY", summary.toString()), new HashMap<>(), warnings::add);
            MojoFailureException ending = catchThrowableOfType(
                    MojoFailureException.class,
                    () -> new Publisher(log(lines), directory, client.redactor()::mask, step)
                            .publish(report(message), report(message), "the release stopped: " + message));
            assertThat(warnings).isEmpty();
            Outlook outlook = outlook(message, client.redactor()::mask);
            new PlanFile(directory.resolve("plan.json")).write(outlook);
            return new Spill(
                    String.join("\n", failures),
                    ending.getMessage() + "\n" + ending,
                    String.join("\n", lines),
                    Files.readString(directory.resolve("target/d4/result.json")),
                    Files.readString(directory.resolve("target/d4/TEST-d4-checklist.xml")),
                    Files.readString(directory.resolve("target/d4/report.html")),
                    Files.readString(summary),
                    Files.readString(directory.resolve(FlightRecorder.NAME)),
                    Files.readString(directory.resolve("plan.json")),
                    String.join("\n", new PlanTable(100, client.redactor()::mask).lines(subject(message), outlook)));
        }

        private void failed(ApiResult<?> result) {
            ApiFailure failure = result.failure().orElseThrow();
            failures.add(failure.message());
            failures.add(failure.toString());
            failures.add(new CloudflareException(failure).toString());
        }
    }

    private static String sentence(String value) {
        return "the value " + value + " is not accepted";
    }

    private static String json(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static String envelope(boolean success, String message, String result) {
        return "{\"success\":" + success + ",\"errors\":[{\"code\":10021,\"message\":" + message
                + "}],\"messages\":[],\"result\":" + result + "}";
    }

    private static String versions(String time, String message) {
        return "{\"items\":[{\"id\":\"7f3b8c52\",\"number\":1,\"metadata\":{\"created_on\":" + time
                + "},\"annotations\":{\"workers/message\":" + message + "}}]}";
    }

    /** A log that is told everything, as with {@code mvn -X}. */
    private static Log log(List<String> lines) {
        return (Log) Proxy.newProxyInstance(
                Log.class.getClassLoader(), new Class<?>[] {Log.class}, (proxy, method, arguments) -> {
                    if (arguments != null) {
                        Arrays.stream(arguments).map(String::valueOf).forEach(lines::add);
                    }
                    return method.getReturnType() == boolean.class ? true : null;
                });
    }

    private static Report report(String text) {
        GateResult gate = new GateResult(
                "bindings", "They agree", new Verdict.Failed(text, List.of("evidence", text), text), Duration.ZERO);
        SmokeEvidence smoke = new SmokeEvidence(
                "smoke",
                "https://shop.example/?q=" + text,
                false,
                text,
                List.of(text),
                text,
                "0".repeat(64),
                Optional.of(text),
                Duration.ZERO);
        return new Report(
                subject(text),
                STARTED,
                Duration.ofSeconds(1),
                Outcome.GATE_FAILED,
                Optional.of(new ChecklistResult(List.of(gate))),
                List.of(),
                List.of(smoke),
                List.of(new Fact("worker", text)),
                Optional.of(text),
                Optional.of(text));
    }

    private static Subject subject(String text) {
        return new Subject("d4:check", text, Optional.of("staging"), false, Optional.empty());
    }

    private static Outlook outlook(String text, UnaryOperator<String> mask) throws InterruptedException {
        PlanPart part = () -> new Forecast.Known(
                List.of(new Change("var", text, text, "set")), List.of(new Observation("head", text)), List.of(text));
        Planning planning = new Planner(
                        new Planner.Scope("staging", "shop-staging", Optional.empty(), "0".repeat(64), true),
                        List.of(part),
                        mask)
                .make();
        return new Outlook(
                        ((Planning.Made) planning).plan(),
                        RollbackReadiness.no(text),
                        List.of(new Outlook.Obstacle("bindings", text, List.of(text), Optional.of(text))))
                .masked(mask);
    }
}
