package com.pmerit.d4.mojo;

import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Drop;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.RequestLog.Arrival;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** From one deployment of production on nobody is answered any more: the run that made it can neither go on nor tidy up. */
final class Blackout {
    private static final int FOR_GOOD = 10_000;
    private static final Pattern ANYTHING = Pattern.compile("");
    private static final String DEPLOYMENTS = "/workers/scripts/{script}/deployments";

    private final ReleaseWorld world;
    private final int nth;
    private final Moment moment;
    private final AtomicInteger seen = new AtomicInteger();

    private Blackout(ReleaseWorld world, int nth, Moment moment) {
        this.world = world;
        this.nth = nth;
        this.moment = moment;
    }

    /**
     * Begins with a deployment.
     *
     * @param nth which one of the case it is, from 1: the staging, the shift, the undo
     * @param moment whether that one is still made
     */
    static void at(ReleaseWorld world, int nth, Moment moment) {
        Blackout blackout = new Blackout(world, nth, moment);
        world.before(blackout::look);
    }

    /** Everybody is answered again. */
    static void isOver(ReleaseWorld world) {
        world.before(arrival -> {});
        world.sandbox.faults().clear();
    }

    private void look(Arrival arrival) {
        boolean deploying =
                arrival.request().method().equals("POST") && arrival.template().endsWith(DEPLOYMENTS);
        if (deploying && seen.incrementAndGet() == nth) {
            Fault last = Fault.first("*", new Fault.Matching(ANYTHING), new Drop(moment));
            world.sandbox.faults().add(last);
            Drop unheard = new Drop(Moment.BEFORE_ACTING);
            world.sandbox.faults().add(new Fault("*", last.where(), 2, FOR_GOOD, unheard));
        }
    }
}
