package com.pmerit.d4.sandbox.workers;

import java.util.function.BiPredicate;

/**
 * What bindings may refer to; each test takes an account id and the id or name that a binding gives.
 *
 * @param databases whether a D1 database with this UUID exists
 * @param buckets whether an R2 bucket with this name exists
 * @param namespaces whether a KV namespace with this id exists
 */
public record Resources(
        BiPredicate<String, String> databases,
        BiPredicate<String, String> buckets,
        BiPredicate<String, String> namespaces) {}
