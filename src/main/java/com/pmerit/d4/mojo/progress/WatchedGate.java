package com.pmerit.d4.mojo.progress;

import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A gate that is shown while it looks. */
public final class WatchedGate implements Gate {
    private final Gate gate;
    private final Activities activities;
    private final AtomicInteger looked;
    private final int all;

    private WatchedGate(Gate gate, Activities activities, AtomicInteger looked, int all) {
        this.gate = gate;
        this.activities = activities;
        this.looked = looked;
        this.all = all;
    }

    /** The same gates, which also tell how many of them have looked. */
    public static List<Gate> all(List<Gate> gates, Activities activities) {
        AtomicInteger looked = new AtomicInteger();
        return gates.stream()
                .<Gate>map(gate -> new WatchedGate(gate, activities, looked, gates.size()))
                .toList();
    }

    @Override
    public String id() {
        return gate.id();
    }

    @Override
    public String title() {
        return gate.title();
    }

    @Override
    public Verdict check() throws InterruptedException {
        Activity looking = activities.begin(gate.id());
        try {
            return gate.check();
        } finally {
            looking.close();
            activities.howFar(looked.incrementAndGet() + " of " + all + " gates have looked");
        }
    }
}
