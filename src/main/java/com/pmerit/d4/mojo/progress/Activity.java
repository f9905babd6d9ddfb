package com.pmerit.d4.mojo.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Something that a build has begun and not ended yet. */
public final class Activity implements AutoCloseable {
    private final String name;
    private final Instant begun;
    private final Consumer<Activity> end;
    private volatile String howFar = "";

    Activity(String name, Instant begun, Consumer<Activity> end) {
        this.name = name;
        this.begun = begun;
        this.end = end;
    }

    /**
     * Says how far it is.
     *
     * @param text such as {@code 120 of 800 files}; empty when there is nothing to say
     */
    public void howFar(String text) {
        howFar = text;
    }

    /** It has ended, well or not. */
    @Override
    public void close() {
        end.accept(this);
    }

    Doing at(Instant now) {
        return new Doing(this, name, Duration.between(begun, now), howFar);
    }
}
