package com.pmerit.d4.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Runs programs to their end: no secret in arguments, a scrubbed environment, bounded output, limited time, and no more
 * children at once than the machine has cores. One instance serves a whole build; it is safe for use by many threads.
 */
public final class Processes {
    /** What a grandchild that outlives the child and holds its output open may delay the answer by. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final ScrubbedEnvironment environment;
    private final Semaphore places;
    private final Function<Command, Runnable> watch;

    /** Runs at most as many children at once as there are cores. */
    public Processes(ScrubbedEnvironment environment) {
        this(environment, command -> () -> {});
    }

    /**
     * The same, watched.
     *
     * @param watch is told of each command when it begins; what it gives is run when that has ended
     */
    public Processes(ScrubbedEnvironment environment, Function<Command, Runnable> watch) {
        this(environment, Runtime.getRuntime().availableProcessors(), watch);
    }

    Processes(ScrubbedEnvironment environment, int atOnce, Function<Command, Runnable> watch) {
        this.environment = environment;
        this.watch = watch;
        this.places = new Semaphore(atOnce, true);
    }

    /**
     * Runs the command, when there is a free place, and waits for its end.
     *
     * @throws InterruptedException when the build is stopped; the child and all that it started are killed first
     * @throws IllegalArgumentException when an argument or an added variable holds a known secret; nothing is run
     * @throws UncheckedIOException when the system cannot start a program that is there, or the directory is missing
     */
    public Outcome run(Command command) throws InterruptedException {
        environment.refuseSecretsIn(command);
        Map<String, String> variables = environment.forChild(command);
        variables.putAll(command.environment());
        Optional<Path> program = new ProgramPath(variables).find(command.program(), command.directory());
        if (program.isEmpty()) {
            return new Outcome.NotFound(command.program(), ProgramPath.remedy(command.program()));
        }
        places.acquire();
        Runnable ended = watch.apply(command);
        try {
            return attend(start(command, program.get(), variables), command);
        } finally {
            ended.run();
            places.release();
        }
    }

    private static Process start(Command command, Path program, Map<String, String> variables) {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.set(0, program.toString());
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(command.directory().toFile())
                .redirectErrorStream(command.merged());
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot start " + program + " in " + command.directory(), refused);
        }
    }

    private Outcome attend(Process process, Command command) throws InterruptedException {
        long start = System.nanoTime();
        Tail output = new Tail(command.outputLimit());
        Tail errors = new Tail(command.merged() ? 1 : command.outputLimit());
        List<Thread> listeners =
                List.of(listen(process.getInputStream(), output), listen(process.getErrorStream(), errors));
        boolean ended;
        try (ProcessTree tree = new ProcessTree(process)) {
            endInput(process);
            ended = tree.endsWithin(command.timeLimit());
        }
        for (Thread listener : listeners) {
            listener.join(LAST_WORDS.toMillis());
        }
        Output said = environment.redact(output.output());
        Output complained = environment.redact(errors.output());
        return ended
                ? new Outcome.Exited(process.exitValue(), said, complained, Duration.ofNanos(System.nanoTime() - start))
                : new Outcome.TimedOut(command.timeLimit(), said, complained);
    }

    private static Thread listen(InputStream stream, Tail tail) {
        Thread listener = new Thread(() -> read(stream, tail), "d4-child-stream");
        listener.setDaemon(true);
        listener.start();
        return listener;
    }

    private static void read(InputStream stream, Tail tail) {
        byte[] chunk = new byte[8192];
        try (stream) {
            for (int length = stream.read(chunk); length >= 0; length = stream.read(chunk)) {
                tail.append(chunk, length);
            }
        } catch (IOException closed) {
            // The child was killed while it was writing; what it wrote before is in the tail.
            return;
        }
    }

    /** A child that waits for input meets its end at once. */
    private static void endInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // The child ended before; its exit code says whether that was right.
            return;
        }
    }
}
