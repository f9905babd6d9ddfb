package com.pmerit.d4.mojo.progress;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/** Shows what is being done while one goal runs; with {@code mvn -q} nothing. */
public final class ProgressDisplay implements AutoCloseable {
    private static final long MILLIS = 250;

    private final ScheduledExecutorService ticker;
    private final Optional<ScheduledFuture<?>> ticking;
    private final MovingLine line;
    private final Log log;

    private ProgressDisplay(MovingLine line, Log log, Activities activities, Consumer<List<Doing>> shown) {
        this.line = line;
        this.log = new TidyLog(log, line);
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "d4-progress");
            thread.setDaemon(true);
            return thread;
        });
        this.ticking = log.isInfoEnabled()
                ? Optional.of(ticker.scheduleAtFixedRate(
                        () -> shown.accept(activities.now()), MILLIS, MILLIS, TimeUnit.MILLISECONDS))
                : Optional.empty();
    }

    /**
     * Begins to show.
     *
     * @param log where plain lines go; one that tells everything is not written into by a line that moves
     */
    public static ProgressDisplay of(Activities activities, Terminal terminal, Log log) {
        MovingLine line = new MovingLine(terminal());
        if (terminal.moves() && !log.isDebugEnabled()) {
            return new ProgressDisplay(line, log, activities, line::show);
        }
        ProgressLines lines = new ProgressLines();
        return new ProgressDisplay(
                line, log, activities, doing -> lines.line(doing).ifPresent(log::info));
    }

    /** What the goal writes to meanwhile. */
    public Log log() {
        return log;
    }

    @Override
    public void close() {
        ticking.ifPresent(each -> each.cancel(true));
        ticker.shutdownNow();
        line.end();
    }

    /** Past Maven 4, which makes a line of its log of what is written to the standard output, when it ends. */
    private static PrintStream terminal() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), false, Charset.defaultCharset());
    }
}
