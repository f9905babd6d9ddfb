package com.pmerit.d4.worker;

import com.pmerit.d4.contract.Environment;

/** Gives the upload of an environment; made once a build, however often it is asked for. */
@FunctionalInterface
public interface BundleSource {

    /**
     * Makes the upload, or gives the one made before.
     *
     * @throws InterruptedException when the build is stopped
     */
    Bundling bundle(Environment environment) throws InterruptedException;
}
