package com.pmerit.d4.mojo.progress;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a build is doing at this moment: told by any thread, and read by the one that shows it. */
public final class Activities {
    private final InstantSource clock;
    private final Set<Activity> running = new LinkedHashSet<>();
    private Optional<Activity> step = Optional.empty();
    private int answers;

    /** Nothing is being done yet. */
    public Activities(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins something, which goes on until it is closed. The first is what all others belong to. */
    public synchronized Activity begin(String name) {
        answers = running.isEmpty() ? 0 : answers;
        Activity begun = new Activity(name, clock.instant(), this::end);
        running.add(begun);
        return begun;
    }

    /** Begins the next of steps that come one after the other, and so ends the one before. */
    public synchronized void step(String name) {
        endStep();
        step = Optional.of(begin(name));
    }

    /** Ends the last step. */
    public synchronized void endStep() {
        step.ifPresent(running::remove);
        step = Optional.empty();
    }

    /** Says how far the step is, or where there is none, all of it; empty when there is nothing to say. */
    public synchronized void howFar(String text) {
        step.or(() -> running.stream().findFirst()).ifPresent(each -> each.howFar(text));
    }

    /** One more request was answered: how far all of it is, as long as nothing else says so. */
    public synchronized void answered() {
        answers++;
    }

    synchronized List<Doing> now() {
        Instant now = clock.instant();
        List<Doing> doing = new ArrayList<>();
        for (Activity each : running) {
            Doing seen = each.at(now);
            boolean counts = doing.isEmpty() && seen.howFar().isEmpty() && answers > 0;
            doing.add(
                    counts
                            ? new Doing(
                                    each,
                                    seen.name(),
                                    seen.elapsed(),
                                    answers + (answers == 1 ? " answer" : " answers") + " of Cloudflare")
                            : seen);
        }
        return List.copyOf(doing);
    }

    private synchronized void end(Activity activity) {
        running.remove(activity);
    }
}
