package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.trial.DirectoryCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

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
        return in(directory, Checkout.first(directory.resolve("checkout")), behaviour);
    }

    /** The same shop with a front end, and a next commit that is well and changes it. */
    static PreparedShop withFrontEnd(Path directory) throws IOException, InterruptedException {
        Checkout first = Checkout.first(directory.resolve("checkout")).withFrontEnd();
        return in(directory, first, Behaviour.WELL);
    }

    private static PreparedShop in(Path directory, Checkout first, Behaviour behaviour)
            throws IOException, InterruptedException {
        Checkout next;
        try (ReleaseWorld world = new ReleaseWorld(directory.resolve("state"), first.contract())) {
            released(world.deploy(first, ReleaseWorld.STAGING));
            released(world.deploy(first, ReleaseWorld.PRODUCTION));
            next = first.next(behaviour);
            released(world.deploy(next, ReleaseWorld.STAGING));
        }
        next.packs();
        forgetEarlierStates(directory.resolve("state").resolve("d1"));
        return new PreparedShop(directory, next);
    }

    /** Of the databases, to which no release goes back: most of the files that each case would copy. */
    private static void forgetEarlierStates(Path databases) throws IOException {
        try (Stream<Path> files = Files.walk(databases)) {
            List<Path> states = files.filter(file -> file.resolveSibling("").endsWith("history"))
                    .toList();
            assertThat(states).isNotEmpty();
            for (Path state : states) {
                Files.delete(state);
            }
        }
    }

    /** One case: a copy of the world and a clone of the checkout. */
    Case open() throws IOException {
        return open(next);
    }

    /** One case in which this commit is to be released. */
    Case open(Checkout commit) throws IOException {
        Path own = directory.resolve("case-" + cases.incrementAndGet());
        Checkout checkout = commit.copied(own.resolve("checkout"));
        Path state = DirectoryCopy.of(directory.resolve("state"), own.resolve("state"));
        ReleaseWorld world = new ReleaseWorld(state, checkout.contract());
        return new Case(world, checkout, Eve.of(world.held()));
    }

    /** The same case once more as it stands, while nothing is asked of it: from here it can go two ways. */
    Case twin(Case scene) throws IOException {
        Path own = directory.resolve("case-" + cases.incrementAndGet());
        Checkout checkout = scene.checkout().copied(own.resolve("checkout"));
        Path state = DirectoryCopy.of(scene.world().state(), own.resolve("state"));
        return new Case(new ReleaseWorld(state, checkout.contract()), checkout, scene.eve());
    }

    /** The commit that is released in all cases that say nothing else. */
    Checkout next() {
        return next;
    }

    /** A commit that staging proved as well, see {@link Checkout#sibling}. */
    Checkout sibling() throws IOException, InterruptedException {
        Path place = directory.resolve("sibling");
        return Files.exists(place) ? new Checkout(place, next.version()) : next.sibling(place);
    }

    /** Another clone of the commit, as if the first one were lost. */
    Checkout another(Case scene) throws IOException {
        Path beside = scene.checkout().directory().resolveSibling("another");
        return next.copied(beside);
    }

    private static void released(Build build) {
        assertThat(build.outcome()).as("%s", build).contains(Outcome.DONE);
    }
}
