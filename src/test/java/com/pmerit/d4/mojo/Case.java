package com.pmerit.d4.mojo;

import com.pmerit.d4.mojo.ReleaseWorld.Build;
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

    @Override
    public void close() throws IOException {
        world.close();
    }
}
