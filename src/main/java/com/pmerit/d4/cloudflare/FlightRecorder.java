package com.pmerit.d4.cloudflare;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Writes every exchange of a build's goals into one file, as it happens: what a killed run has heard is there. The first goal
 * that records empties the file of the build before; each further one goes on below. Safe for use by several threads.
 *
 * <p>A file that cannot be written must not stop a release in its middle. It is told once, and nothing is recorded from there on.
 */
public final class FlightRecorder {
    /** The name of the file. */
    public static final String NAME = "flight.ndjson";

    private final Path file;
    private final Clock clock;
    private long sequence;
    private boolean begun;
    private boolean broken;

    /**
     * A recorder for one build.
     *
     * @param directory where the file lies; made when it is missing
     * @param clock dates the exchanges
     */
    public FlightRecorder(Path directory, Clock clock) {
        this.file = directory.resolve(NAME);
        this.clock = clock;
    }

    /**
     * Begins to record a goal.
     *
     * @param goal is named in each of its lines
     * @param warning is told, once a build, why there is no record from here on
     */
    public ExchangeListener recording(String goal, Consumer<String> warning) {
        begin(warning);
        return exchange -> write(goal, exchange, warning);
    }

    private synchronized void begin(Consumer<String> warning) {
        if (begun) {
            return;
        }
        begun = true;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, new byte[0]);
        } catch (IOException unwritable) {
            giveUp(unwritable, warning);
        }
    }

    private synchronized void write(String goal, Exchange exchange, Consumer<String> warning) {
        if (broken) {
            return;
        }
        FlightLine line = new FlightLine(sequence + 1, goal, clock.instant().minus(exchange.duration()), exchange);
        // Not a channel: that would break for good when the thread of a build that is being stopped writes to it.
        try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write((line.toJson() + "\n").getBytes(StandardCharsets.US_ASCII));
            sequence++;
        } catch (IOException unwritable) {
            giveUp(unwritable, warning);
        }
    }

    private void giveUp(IOException unwritable, Consumer<String> warning) {
        broken = true;
        warning.accept("the flight recorder cannot write " + file + " (" + unwritable
                + "): the exchanges with Cloudflare are not recorded from here on; the run itself goes on");
    }
}
