package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.workers.RunnableVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkerRuntimeProcessTest {
    @TempDir
    private Path state;

    private WorkerRuntime runtime;

    @BeforeEach
    void start() throws IOException {
        runtime = runtime(WorkerdBinary.above(Path.of("target", "test-classes")), state);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    export default { fetch() {             | Uncaught SyntaxError: Unexpected end of input
                    import x from './nope.js';             | No such module "nope.js"
                    throw new Error('at the start');       | Uncaught Error: at the start
                    nothing();                             | Uncaught ReferenceError: nothing is not defined
                    """)
    void refusesAVersionThatDoesNotStart(String code, String words) {
        VersionCheck check = runtime.check(SampleWorker.of(code).build());

        assertThat(check)
                .isInstanceOfSatisfying(
                        VersionCheck.DoesNotStart.class,
                        refused -> assertThat(refused.words()).contains(words));
    }

    @Test
    void refusesADateThatThisWorkerdDoesNotKnowYet() {
        assertThat(words(SampleWorker.answering("return 1").date("2999-01-01")))
                .contains("requires compatibility date \"2999-01-01\"");
    }

    @Test
    void refusesAnUnknownFlag() {
        assertThat(words(SampleWorker.answering("return 1").flags("no_such_flag")))
                .isEqualTo("No such compatibility flag: no_such_flag");
    }

    @Test
    void refusesABindingThatItCannotServe() {
        assertThat(words(SampleWorker.answering("return 1").binding("{\"name\":\"AI\",\"type\":\"ai\"}")))
                .isEqualTo("binding AI has the type ai, which the embedded Cloudflare cannot run");
    }

    @Test
    void refusesASecretThatNoEnvironmentCanHold() {
        assertThat(words(SampleWorker.answering("return 1").secret("KEY", "before\0after")))
                .isEqualTo("secret KEY holds a NUL character, which workerd cannot be given");
    }

    @Test
    void keepsSecretsOutOfTheWordsOfARefusal() {
        SampleWorker worker = SampleWorker.of(
                        "import { env } from 'cloudflare:workers'; throw new Error('have ' + env.KEY);")
                .date("2026-01-01")
                .secret("KEY", "s3cret-value");

        assertThat(words(worker)).contains("have [secret KEY]").doesNotContain("s3cret-value");
    }

    @Test
    void doesNotKnowWhetherAVersionStartsWithoutWorkerd() throws IOException {
        try (WorkerRuntime without = runtime(WorkerdBinary.at(state.resolve("none")), state)) {
            VersionCheck check =
                    without.check(SampleWorker.answering("return 1").build());

            assertThat(check)
                    .isInstanceOfSatisfying(
                            VersionCheck.Unknown.class,
                            unknown -> assertThat(unknown.reason())
                                    .contains(state.resolve("none").toString()));
        }
    }

    @Test
    void runsAVersionOnceAndLeavesNoConfigurationBehind() throws IOException {
        RunnableVersion version =
                SampleWorker.answering("return new Response('1')").build();

        assertThat(runtime.check(version)).isEqualTo(new VersionCheck.Starts());
        assertThat(process(runtime, version).id())
                .isEqualTo(process(runtime, version).id());
        assertThat(state.resolve("run")).isEmptyDirectory();
    }

    @Test
    void startsAVersionAgainThatCrashed() throws Exception {
        RunnableVersion version =
                SampleWorker.answering("return new Response('1')").build();
        WorkerdProcess first = process(runtime, version);
        ProcessHandle handle = ProcessHandle.of(first.id()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().get(10, TimeUnit.SECONDS);

        WorkerdProcess second = process(runtime, version);

        assertThat(second.isAlive()).isTrue();
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void keepsOnlySoManyVersionsRunning() {
        WorkerdProcess first = process(runtime, numbered(0));
        for (int number = 1; number < 8; number++) {
            process(runtime, numbered(number));
        }
        assertThat(first.isAlive()).isTrue();

        process(runtime, numbered(8));

        assertThat(first.isAlive()).isFalse();
    }

    @Test
    void givesWorkerdNothingOfItsOwnEnvironmentNorSecretsAsArguments() throws IOException {
        RunnableVersion version = SampleWorker.answering("return new Response('1')")
                .secret("KEY", "s3cret-value")
                .build();
        long id = process(runtime, version).id();

        String environment = Files.readString(Path.of("/proc/" + id + "/environ"), StandardCharsets.ISO_8859_1);
        String arguments = Files.readString(Path.of("/proc/" + id + "/cmdline"), StandardCharsets.ISO_8859_1);

        assertThat(environment.split("\0")).containsExactly("D4_SECRET_0=s3cret-value");
        assertThat(arguments).contains("serve").doesNotContain("s3cret-value");
    }

    @Test
    void leavesNoWorkerdWhenItsOwnProcessIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // One that is killed cannot take away the library that it unpacked.
                        "-Dorg.sqlite.tmpdir=" + state,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle workerd;
        try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
            workerd = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(workerd.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly().waitFor();
        }

        workerd.onExit().get(20, TimeUnit.SECONDS);

        assertThat(workerd.isAlive()).isFalse();
    }

    /** Starts a Worker, says workerd's process id, and waits to be killed. */
    static final class Doomed {
        private Doomed() {}

        public static void main(String[] arguments) throws IOException {
            WorkerRuntime runtime = runtime(WorkerdBinary.above(Path.of("target")), Path.of(arguments[0]));
            System.out.println(process(
                            runtime,
                            SampleWorker.answering("return new Response('1')").build())
                    .id());
            int ended = System.in.read();
            throw new IllegalStateException("not killed, but read " + ended);
        }
    }

    private String words(SampleWorker worker) {
        VersionCheck check = runtime.check(worker.build());
        assertThat(check).isInstanceOf(VersionCheck.DoesNotStart.class);
        return ((VersionCheck.DoesNotStart) check).words();
    }

    private static RunnableVersion numbered(int number) {
        return SampleWorker.answering("return new Response('1')")
                .id("00000000-0000-4000-8000-00000000000" + number)
                .build();
    }

    private static WorkerdProcess process(WorkerRuntime runtime, RunnableVersion version) {
        try (Lease lease = runtime.lease(version)) {
            assertThat(lease.start()).isInstanceOf(Start.Listening.class);
            return ((Start.Listening) lease.start()).process();
        }
    }

    private static WorkerRuntime runtime(WorkerdBinary binary, Path state) throws IOException {
        return WorkerRuntime.start(binary, state, false, Map.of());
    }
}
