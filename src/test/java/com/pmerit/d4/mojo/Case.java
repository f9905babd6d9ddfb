package com.pmerit.d4.mojo;

import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.trial.SiteWatch;
import java.io.IOException;

/**
 * One case of a test: its own world and its own checkout of the commit that is to be released to production.
 *
 * @param eve how production stood when the case began
 */
record Case(ReleaseWorld world, Checkout checkout, Eve eve) implements AutoCloseable {

    /** A whole build that releases the commit to production. */
    Build deploy() throws InterruptedException {
        return world.deploy(checkout, ReleaseWorld.PRODUCTION);
    }

    /** Somebody who visits the site of production from now on, whenever a call about it comes in. */
    SiteWatch watchesSite() throws IOException {
        return SiteWatch.over(world.sandbox, world.state(), FrontEnd.HOST);
    }

    /** Lets the lock of a run run out that died while it had it. */
    void age() throws IOException, InterruptedException {
        if (!world.held().rowsOf("d4_lock", "SELECT name FROM d4_lock").isEmpty()) {
            new Stranger(world).queries("UPDATE d4_lock SET expires_at = expires_at - 121");
        }
    }

    @Override
    public void close() throws IOException {
        world.close();
    }
}
