package com.pmerit.d4.site;

import java.util.Optional;

/**
 * What a release is called beside its deployments.
 *
 * @param name such as {@code 1.2.0 4be1c07d5}
 * @param commit its full id, where there is one
 * @param dirty whether the working tree had changes that are not in it
 */
public record SiteRelease(String name, Optional<String> commit, boolean dirty) {}
