package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * Looks whether something that was to be created is there already: a version by its tag, a deployment as the head, a Pages
 * deployment by its commit.
 *
 * @param <T> what is created
 */
@FunctionalInterface
public interface ReadBack<T> {
    /** What was found; empty when it is certain that there is none. */
    ApiResult<Optional<T>> find();
}
