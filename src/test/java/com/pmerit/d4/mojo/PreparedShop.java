package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The shop on the eve of a release to production: d4 released the first commit to staging and to production, and the next one to
 * staging. It is made once and copied for each case.
 */
final class PreparedShop {
    private final Path directory;
    private final Checkout next;
    private final AtomicInteger cases = new AtomicInteger();

    private PreparedShop(Path directory, Checkout next) {
        this.directory = directory;
        this.next = next;
    }

    /** Prepares it in an empty directory, with a next commit that behaves like this in production. */
    static PreparedShop in(Path directory, Behaviour behaviour) throws IOException, InterruptedException {
        Checkout first = Checkout.first(directory.resolve("checkout"));
        try (ReleaseWorld world = new ReleaseWorld(directory.resolve("state"), first.contract())) {
            released(world.deploy(first, ReleaseWorld.STAGING));
            released(world.deploy(first, ReleaseWorld.PRODUCTION));
            Checkout next = first.next(behaviour);
            released(world.deploy(next, ReleaseWorld.STAGING));
            return new PreparedShop(directory, next);
        }
    }

    /** One case: a copy of the world and a clone of the checkout. */
    Case open() throws IOException {
        Path own = directory.resolve("case-" + cases.incrementAndGet());
        Checkout checkout = next.copied(own.resolve("checkout"));
        Path state = DirectoryCopy.of(directory.resolve("state"), own.resolve("state"));
        ReleaseWorld world = new ReleaseWorld(state, checkout.contract());
        return new Case(world, checkout, Eve.of(world.held()));
    }

    private static void released(Build build) {
        assertThat(build.outcome()).as("%s", build).contains(Outcome.DONE);
    }
}
