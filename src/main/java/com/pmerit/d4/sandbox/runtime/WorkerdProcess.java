package com.pmerit.d4.sandbox.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running workerd. It ends when it is closed, and also when this JVM ends in whatever way: a shell beside it waits for the end of
 * a pipe that only this JVM holds open, and then kills it.
 */
final class WorkerdProcess implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(WorkerdProcess.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Process process;
    private final FutureTask<Boolean> output;
    private final int port;

    private WorkerdProcess(Process process, FutureTask<Boolean> output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** What a start ended with. */
    sealed interface Outcome {}

    /** Its socket listens. */
    record Listens(WorkerdProcess process) implements Outcome {}

    /** It ended by itself before it listened. */
    record Ended() implements Outcome {}

    /** It neither listened nor ended in time, and was killed. */
    record TookTooLong() implements Outcome {}

    /**
     * Starts workerd and waits until it listens.
     *
     * @param directory where it runs
     * @param config its configuration
     * @param secrets variables for workerd's environment, which has nothing else; encoded by {@link ShellBytes}
     * @param lines gets every line that workerd writes, in a thread of its own
     * @throws IOException when the shell cannot be started
     */
    static Outcome start(
            Path executable,
            Path directory,
            Path config,
            Map<String, String> secrets,
            OutputLines lines,
            Duration limit)
            throws IOException {
        List<String> names = List.copyOf(secrets.keySet());
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", script(names), "workerd", executable.toString(), config.toString());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C");
        builder.directory(directory.toFile());
        Process process = builder.start();
        FutureTask<Integer> port = new FutureTask<>(() -> readPort(process));
        FutureTask<Boolean> output = new FutureTask<>(() -> {
            lines.readAll(process.getErrorStream());
            return true;
        });
        daemon("workerd-control", port);
        daemon("workerd-output", output);
        WorkerdProcess started = new WorkerdProcess(process, output, 0);
        try {
            send(process, names, secrets);
            int listens = port.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (listens > 0) {
                return new Listens(new WorkerdProcess(process, output, listens));
            }
            started.close();
            return new Ended();
        } catch (TimeoutException late) {
            started.close();
            return new TookTooLong();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            started.close();
            throw new IOException("interrupted while workerd was starting", stopped);
        } catch (ExecutionException | IOException broken) {
            started.close();
            throw new IOException("workerd's output cannot be read", broken);
        }
    }

    /** The port on 127.0.0.1. */
    int port() {
        return port;
    }

    /** The process id, which is workerd's own and not the shell's. */
    long id() {
        return process.pid();
    }

    /** Whether it still runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it and waits until it is gone and all that it wrote has been read. */
    @Override
    public void close() {
        try {
            closeInput();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            output.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unread) {
            LOGGER.log(Level.WARNING, "the last output of workerd is lost", unread);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        }
    }

    /**
     * Reads one line for each secret, leaves the watcher behind, and becomes workerd. Control messages go to the descriptor that was
     * standard output, everything that a Worker prints to standard error: a Worker cannot forge a control message.
     */
    private static String script(List<String> names) {
        StringBuilder script = new StringBuilder();
        for (String name : names) {
            script.append("IFS= read -r ").append(name).append(" || exit 1\n");
        }
        script.append("exec 4<&0\n")
                .append("( cat <&4 >/dev/null 2>&1; kill -9 $$ ) >/dev/null 2>&1 &\n")
                .append("exec 4<&-\n");
        for (String name : names) {
            script.append("%1$s=$(printf '%%b_' \"$%1$s\"); %1$s=${%1$s%%_}; export %1$s\n".formatted(name));
        }
        return script.append("unset PATH LC_ALL PWD OLDPWD SHLVL\n")
                .append("exec \"$1\" serve --verbose --control-fd=3 \"$2\" 3>&1 1>&2 </dev/null\n")
                .toString();
    }

    private static void send(Process process, List<String> names, Map<String, String> secrets) throws IOException {
        OutputStream input = process.getOutputStream();
        for (String name : names) {
            input.write((secrets.get(name) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        input.flush();
    }

    /** The port from workerd's control message; 0 when it ends without one. */
    private static int readPort(Process process) throws IOException {
        try (BufferedReader messages = process.inputReader(StandardCharsets.UTF_8)) {
            String message = messages.readLine();
            if (message == null) {
                return 0;
            }
            JsonNode event = Json.parse(message.getBytes(StandardCharsets.UTF_8));
            return event.path("event").asText().equals("listen")
                    ? event.path("port").asInt()
                    : 0;
        } catch (Refusal unreadable) {
            throw new IOException("workerd's control message is not JSON", unreadable);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
