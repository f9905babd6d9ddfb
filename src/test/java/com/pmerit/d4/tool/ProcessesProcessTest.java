package com.pmerit.d4.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.cloudflare.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessesProcessTest {
    /** Starts a second node that connects to the port and stays for as long as the other end does; the first one stays for good. */
    private static final String PARENT_OF_A_CHILD_THAT_CONNECTS = """
            const child = `require("net").connect(${process.argv[1]}, "127.0.0.1").on("error", () => {})
                .on("close", () => process.exit()); setInterval(() => {}, 1e6)`;
            require("child_process").spawn(process.execPath, ["-e", child], { stdio: "inherit" });
            setInterval(() => {}, 1e6);
            """;

    @TempDir
    Path directory;

    @Test
    void saysWhatToInstallWhenTheProgramIsMissing() throws InterruptedException {
        Outcome outcome = processes().run(Command.of(directory, "no-such-program-anywhere"));

        assertThat(outcome)
                .isEqualTo(new Outcome.NotFound(
                        "no-such-program-anywhere", "install no-such-program-anywhere and see that it is on the PATH"));
    }

    @Test
    void looksForProgramsOnThePathOfTheChild() throws InterruptedException {
        ScrubbedEnvironment emptyPath = new ScrubbedEnvironment(
                Map.of("PATH", directory.toString()), Set.of(), Set.of(), known -> Redactor.of(known)::mask);

        Outcome outcome = new Processes(emptyPath).run(Command.of(directory, "git", "--version"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotFound.class,
                        missing -> assertThat(missing.remedy()).startsWith("install git"));
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        Command nowhere = Command.of(directory.resolve("missing"), "node", "--version");

        assertThatThrownBy(() -> processes().run(nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void givesTheExitCodeAndBothStreamsApart() throws InterruptedException {
        Outcome outcome = processes().run(node("console.log('out: é'); console.error('err'); process.exitCode = 3"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Exited.class, exited -> {
            assertThat(exited.code()).isEqualTo(3);
            assertThat(exited.standardOutput()).isEqualTo(new Output("out: é\n", false));
            assertThat(exited.standardError()).isEqualTo(new Output("err\n", false));
        });
    }

    @Test
    void mergesTheStreamsWhenAsked() throws InterruptedException {
        String writesBoth = "const fs = require('fs'); fs.writeSync(1, 'one '); fs.writeSync(2, 'two ')";

        Outcome.Exited exited = exited(node(writesBoth).withMergedOutput());

        assertThat(exited.standardOutput().text()).isEqualTo("one two ");
        assertThat(exited.standardError()).isEqualTo(Output.NOTHING);
    }

    @Test
    void keepsTheEndOfTooMuchOutput() throws InterruptedException {
        Outcome.Exited exited = exited(
                node("process.stdout.write('x'.repeat(300000) + 'the end')").keeping(10));

        assertThat(exited.standardOutput()).isEqualTo(new Output("xxxthe end", true));
    }

    @Test
    void givesAnEmptyInputToAChildThatWaitsForSome() throws InterruptedException {
        Outcome.Exited exited = exited(node("process.stdin.resume().on('end', () => console.log('end of input'))"));

        assertThat(exited.standardOutput().text()).isEqualTo("end of input\n");
    }

    @Test
    void hidesEveryTokenFromAChildThatPrintsItsEnvironment() throws InterruptedException {
        Map<String, String> parent = new HashMap<>(System.getenv());
        parent.put("CLOUDFLARE_API_TOKEN", "cf-hunter2");
        parent.put("GITHUB_TOKEN", "gh-hunter2");
        parent.put("RESEND_API_KEY", "re-hunter2");
        parent.put("GUMROAD_PRODUCT_ID", "gum-hunter2");
        parent.put("MAVEN_OPTS", "-Dtoken=cf-hunter2");
        ScrubbedEnvironment environment = new ScrubbedEnvironment(
                parent, Set.of("GUMROAD_PRODUCT_ID"), Set.of(), known -> Redactor.of(known)::mask);
        Command printsEnvironment =
                node("console.log(JSON.stringify(process.env))").with("CI", "true");

        Outcome.Exited exited = (Outcome.Exited) new Processes(environment).run(printsEnvironment);

        assertThat(exited.standardOutput().text())
                .doesNotContain("hunter2")
                .doesNotContain("[secret]")
                .contains("\"CI\":\"true\"")
                .contains("\"PATH\":");
    }

    @Test
    void runsNothingWhenAnArgumentHoldsASecret() {
        ScrubbedEnvironment environment = new ScrubbedEnvironment(
                System.getenv(), Set.of(), Set.of("hunter2"), known -> Redactor.of(known)::mask);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Processes(environment).run(node("console.log('hunter2')")))
                .withMessageNotContaining("hunter2");
    }

    @Test
    void killsAChildThatTakesTooLongAndKeepsWhatItSaid() throws InterruptedException {
        Command endless = Command.of(directory, "sh", "-c", "echo started; exec sleep 1000")
                .within(Duration.ofSeconds(2));

        Outcome outcome = processes().run(endless);

        assertThat(outcome)
                .isEqualTo(new Outcome.TimedOut(Duration.ofSeconds(2), new Output("started\n", false), Output.NOTHING));
    }

    @Test
    void killsTheWholeTreeWhenTheBuildIsInterrupted() throws Exception {
        try (ServerSocket meeting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command parent = Command.of(
                    directory, "node", "-e", PARENT_OF_A_CHILD_THAT_CONNECTS, String.valueOf(meeting.getLocalPort()));
            FutureTask<Outcome> running = new FutureTask<>(() -> processes().run(parent));
            Thread build = new Thread(running);
            build.start();

            try (Socket grandchild = meeting.accept()) {
                build.interrupt();

                assertThatThrownBy(running::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(InterruptedException.class);
                assertThat(hungUp(grandchild)).isTrue();
            }
        }
    }

    @Test
    void killsTheWholeTreeWhenTheTreeIsClosed() throws IOException, InterruptedException {
        try (ServerSocket meeting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process parent = new ProcessBuilder(
                            "node", "-e", PARENT_OF_A_CHILD_THAT_CONNECTS, String.valueOf(meeting.getLocalPort()))
                    .start();
            ProcessTree tree = new ProcessTree(parent);

            try (Socket grandchild = meeting.accept()) {
                tree.close();

                assertThat(parent.isAlive()).isFalse();
                assertThat(hungUp(grandchild)).isTrue();
            }
        }
    }

    @Test
    void doesNotWaitForABackgroundProcessThatHoldsTheOutputOpen() throws Exception {
        try (ServerSocket meeting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String leavesItsChildBehind = PARENT_OF_A_CHILD_THAT_CONNECTS + "; console.log('done'); process.exit(0)";
            Command parent =
                    Command.of(directory, "node", "-e", leavesItsChildBehind, String.valueOf(meeting.getLocalPort()));

            Outcome.Exited exited = exited(parent);

            assertThat(exited.standardOutput().text()).isEqualTo("done\n");
        }
    }

    @Test
    void startsNoMoreChildrenAtOnceThanThereArePlaces() throws Exception {
        List<String> watched = new CopyOnWriteArrayList<>();
        Processes onePlace = new Processes(
                new ScrubbedEnvironment(System.getenv(), Set.of(), Set.of(), known -> Redactor.of(known)::mask),
                1,
                command -> {
                    watched.add("begins");
                    return () -> watched.add("ends");
                });
        String failsWhenItIsNotAlone =
                "const fs = require('fs'); fs.mkdirSync('alone'); setTimeout(() => fs.rmdirSync('alone'), 50)";

        List<CompletableFuture<Outcome>> running = List.of(
                inBackground(onePlace, node(failsWhenItIsNotAlone)),
                inBackground(onePlace, node(failsWhenItIsNotAlone)),
                inBackground(onePlace, node(failsWhenItIsNotAlone)));

        for (CompletableFuture<Outcome> outcome : running) {
            assertThat(((Outcome.Exited) outcome.get()).code()).isZero();
        }
        assertThat(watched).containsExactly("begins", "ends", "begins", "ends", "begins", "ends");
    }

    private static CompletableFuture<Outcome> inBackground(Processes processes, Command command) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return processes.run(command);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
    }

    private static boolean hungUp(Socket grandchild) throws IOException {
        try {
            return grandchild.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static Processes processes() {
        return new Processes(
                new ScrubbedEnvironment(System.getenv(), Set.of(), Set.of(), known -> Redactor.of(known)::mask));
    }

    private Command node(String script) {
        return Command.of(directory, "node", "-e", script);
    }

    private static Outcome.Exited exited(Command command) throws InterruptedException {
        return (Outcome.Exited) processes().run(command);
    }
}
