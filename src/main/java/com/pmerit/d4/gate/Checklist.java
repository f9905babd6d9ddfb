package com.pmerit.d4.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs gates side by side and reports every one of them, in the order of the list, whatever the others said. */
public final class Checklist {
    private final List<Gate> gates;

    /**
     * Takes the gates in the order in which they are reported.
     *
     * @throws IllegalArgumentException when there is no gate, or two share an id: a checklist of nothing would pass
     *     everything
     */
    public Checklist(List<Gate> gates) {
        if (gates.isEmpty()) {
            throw new IllegalArgumentException("the checklist is empty: zero gates prove nothing");
        }
        Set<String> ids = new TreeSet<>();
        for (Gate gate : gates) {
            if (!ids.add(gate.id())) {
                throw new IllegalArgumentException("two gates are called '" + gate.id() + "'");
            }
        }
        this.gates = List.copyOf(gates);
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

    private static GateResult look(Gate gate) throws InterruptedException {
        long start = System.nanoTime();
        Verdict verdict;
        try {
            verdict = gate.check();
        } catch (RuntimeException bug) {
            verdict = brokenGate(gate, bug);
        }
        return new GateResult(gate.id(), gate.title(), verdict, Duration.ofNanos(System.nanoTime() - start));
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
