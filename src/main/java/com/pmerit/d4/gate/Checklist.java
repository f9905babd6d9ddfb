package com.pmerit.d4.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs gates side by side and reports every one of them, in the order of the list, whatever the others said.
 *
 * <p>An overridden gate runs like any other. One that broke has failed, so it can be overridden too: who is stopped by a bug
 * of d4 in the middle of an incident must have a way on, and the report says what was not looked at.
 */
public final class Checklist {
    private final List<Gate> gates;
    private final Map<String, GateOverride> overrides;

    /** Takes the gates of a checklist without overrides. */
    public Checklist(List<Gate> gates) {
        this(gates, List.of());
    }

    /**
     * Takes the gates in the order in which they are reported.
     *
     * @param overrides at most one a gate
     * @throws IllegalArgumentException when there is no gate, or two share an id, for a checklist of nothing would pass
     *     everything; or when an override names no gate of the list, or two name the same
     */
    public Checklist(List<Gate> gates, List<GateOverride> overrides) {
        if (gates.isEmpty()) {
            throw new IllegalArgumentException("the checklist is empty: zero gates prove nothing");
        }
        Set<String> ids = new TreeSet<>();
        for (Gate gate : gates) {
            if (!ids.add(gate.id())) {
                throw new IllegalArgumentException("two gates are called '" + gate.id() + "'");
            }
        }
        Map<String, GateOverride> byGate = new TreeMap<>();
        for (GateOverride override : overrides) {
            if (!ids.contains(override.gate())) {
                throw new IllegalArgumentException("no gate is called '" + override.gate() + "'");
            }
            if (byGate.put(override.gate(), override) != null) {
                throw new IllegalArgumentException("two overrides of '" + override.gate() + "'");
            }
        }
        this.gates = List.copyOf(gates);
        this.overrides = Map.copyOf(byGate);
    }

    /**
     * Runs all gates and waits for all of them.
     *
     * @throws InterruptedException when the build is stopped; gates still running are interrupted
     */
    public ChecklistResult run() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(gates.size(), task -> {
            Thread thread = new Thread(task, "d4-gate");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<GateResult>> running = new ArrayList<>();
            for (Gate gate : gates) {
                running.add(threads.submit(() -> look(gate)));
            }
            List<GateResult> results = new ArrayList<>();
            for (Future<GateResult> future : running) {
                results.add(future.get());
            }
            return new ChecklistResult(results);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a gate broke", broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private GateResult look(Gate gate) throws InterruptedException {
        long start = System.nanoTime();
        Verdict verdict;
        try {
            verdict = gate.check();
        } catch (RuntimeException bug) {
            verdict = brokenGate(gate, bug);
        }
        GateOverride override = overrides.get(gate.id());
        Verdict judged = override == null ? verdict : override.over(verdict);
        return new GateResult(gate.id(), gate.title(), judged, Duration.ofNanos(System.nanoTime() - start));
    }

    private static Verdict brokenGate(Gate gate, RuntimeException bug) {
        List<String> trace = new ArrayList<>();
        trace.add(bug.toString());
        for (StackTraceElement element : bug.getStackTrace()) {
            if (trace.size() > 8) {
                break;
            }
            trace.add("  at " + element);
        }
        return new Verdict.Failed(
                "the gate itself broke: " + bug.getClass().getSimpleName(),
                trace,
                "report this as a bug of d4 in the gate '" + gate.id() + "', with the lines above");
    }
}
