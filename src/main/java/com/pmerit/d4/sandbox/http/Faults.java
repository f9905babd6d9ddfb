package com.pmerit.d4.sandbox.http;

import com.pmerit.d4.sandbox.http.Fault.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are armed, and how often each was matched. Safe for use by several threads. */
public final class Faults {
    private final List<Armed> armed = new ArrayList<>();

    private static final class Armed {
        private final Fault fault;
        private int calls;
        private int hits;

        private Armed(Fault fault) {
            this.fault = fault;
        }
    }

    /**
     * What a fault has seen so far.
     *
     * @param fault the fault
     * @param calls how many calls it concerned
     * @param hits how many of them it changed
     */
    public record Seen(Fault fault, int calls, int hits) {}

    /** Arms a fault; its count of calls starts now. */
    public synchronized void add(Fault fault) {
        armed.add(new Armed(fault));
    }

    /** Disarms all. A call that is held stays held until it is released. */
    public synchronized void clear() {
        armed.clear();
    }

    /** All armed faults in the order they were added: a test can tell one that never hit. */
    public synchronized List<Seen> seen() {
        return armed.stream()
                .map(one -> new Seen(one.fault, one.calls, one.hits))
                .toList();
    }

    /** Counts a call and says what happens to it; when several faults hit, the one that was added first. */
    synchronized Optional<Effect> next(String method, String template, String path) {
        Optional<Effect> effect = Optional.empty();
        for (Armed one : armed) {
            if (one.fault.concerns(method, template, path)) {
                one.calls++;
                if (effect.isEmpty() && one.fault.hits(one.calls)) {
                    one.hits++;
                    effect = Optional.of(one.fault.effect());
                }
            }
        }
        return effect;
    }
}
