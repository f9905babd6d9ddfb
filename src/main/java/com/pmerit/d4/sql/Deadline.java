package com.pmerit.d4.sql;

import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/** Interrupts what SQLite is doing when a request has run for too long. */
final class Deadline {
    /** How many steps of its virtual machine SQLite takes between two looks at the clock. */
    private static final int STEPS = 10_000;

    private final Duration limit;
    private volatile long end;
    private volatile boolean running;

    Deadline(SQLiteConnection connection, Duration limit) throws SQLException {
        this.limit = limit;
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return running && hasPassed() ? 1 : 0;
            }
        });
    }

    void start() {
        end = System.nanoTime() + limit.toNanos();
        running = true;
    }

    void stop() {
        running = false;
    }

    boolean hasPassed() {
        return System.nanoTime() - end > 0;
    }
}
