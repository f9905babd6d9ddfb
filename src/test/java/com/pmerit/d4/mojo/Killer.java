package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.mojo.Blow.AtCall;
import com.pmerit.d4.mojo.Blow.AtDoor;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Drop;
import com.pmerit.d4.sandbox.http.Fault.Hold;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.RequestLog.Arrival;
import com.pmerit.d4.trial.RecordedCall;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Lets a JVM of its own release the shop, and kills it in one moment of that. */
final class Killer {
    /** What a process ends with that got SIGKILL. */
    private static final int KILLED = 128 + 9;
    /** What a process ends with that got SIGTERM. */
    private static final int STOPPED = 128 + 15;

    private final ReleasingJvms jvms;

    Killer(ReleasingJvms jvms) {
        this.jvms = jvms;
    }

    /**
     * Returns when the release is dead and the embedded Cloudflare is done with all that it sent.
     *
     * @throws AssertionError when the release ended otherwise, such as without coming to that moment
     */
    void strikes(Case scene, Blow blow) throws IOException, InterruptedException {
        CompletableFuture<Process> victim = new CompletableFuture<>();
        if (blow instanceof AtCall at && at.moment() == Moment.BEFORE_ACTING) {
            scene.world().sandbox.faults().add(fault(at, new Drop(Moment.BEFORE_ACTING)));
            scene.world().sandbox.requests().tell(nth(at, () -> kill(victim.join())));
        }
        Hold hold = Hold.at(Moment.AFTER_ACTING);
        if (blow instanceof AtCall at && at.moment() == Moment.AFTER_ACTING) {
            scene.world().sandbox.faults().add(fault(at, hold));
        }
        try (FrontDoor door = new FrontDoor(scene.world().front, nth(blow, () -> kill(victim.join())))) {
            Process process = jvms.another(scene, door);
            CompletableFuture<Void> gone = CompletableFuture.completedFuture(null);
            try {
                victim.complete(process);
                gone = process.onExit().thenRun(hold.arrived()::countDown);
                hold.awaitArrival();
                kill(process);
                assertThat(process.exitValue())
                        .as("the release said %s", ReleasingJvms.said(scene))
                        .isEqualTo(KILLED);
            } finally {
                kill(process);
                hold.release();
                gone.join();
            }
        }
        scene.world().settles();
        assertThat(scene.world().sandbox.faults().seen())
                .as("it came to that moment")
                .allMatch(seen -> seen.hits() == 1);
        scene.world().sandbox.faults().clear();
    }

    /**
     * Sends SIGTERM in the middle of a call, which is answered once the release has heard of it.
     *
     * @return what the release says before it ends
     */
    String stops(Case scene, AtCall during) throws IOException, InterruptedException {
        Hold hold = Hold.at(during.moment());
        scene.world().sandbox.faults().add(fault(during, hold));
        String stopping = "releasing.invalid" + FrontDoor.STOPPING;
        try (FrontDoor door = new FrontDoor(scene.world().front, place -> {
            if (place.equals(stopping)) {
                hold.release();
            }
        })) {
            Process process = jvms.another(scene, door);
            CompletableFuture<Void> gone = CompletableFuture.completedFuture(null);
            try {
                gone = process.onExit().thenRun(hold.arrived()::countDown);
                hold.awaitArrival();
                process.destroy();
                assertThat(process.waitFor())
                        .as("the release said %s", ReleasingJvms.said(scene))
                        .isEqualTo(STOPPED);
            } finally {
                kill(process);
                hold.release();
                gone.join();
            }
        }
        scene.world().sandbox.faults().clear();
        return ReleasingJvms.said(scene);
    }

    private static Fault fault(AtCall at, Fault.Effect effect) {
        RecordedCall call = at.call();
        return new Fault(call.method(), new Fault.Template(call.template()), call.occurrence(), 1, effect);
    }

    private static Consumer<Arrival> nth(AtCall at, Runnable then) {
        AtomicInteger seen = new AtomicInteger();
        return arrival -> {
            boolean same = arrival.request().method().equals(at.call().method())
                    && arrival.template().equals(at.call().template());
            if (same && seen.incrementAndGet() == at.call().occurrence()) {
                then.run();
            }
        };
    }

    private static Consumer<String> nth(Blow blow, Runnable then) {
        AtomicInteger seen = new AtomicInteger();
        return place -> {
            if (blow instanceof AtDoor at && place.equals(at.place()) && seen.incrementAndGet() == at.occurrence()) {
                then.run();
            }
        };
    }

    private static void kill(Process process) {
        process.destroyForcibly().onExit().join();
    }
}
