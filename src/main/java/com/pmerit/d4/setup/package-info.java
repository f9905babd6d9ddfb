/**
 * The beginning of a project under d4: what its directory tells, the POM that follows from it, and the databases and buckets
 * that its account lacks. Uses contract and cloudflare.
 */
@NullMarked
package com.pmerit.d4.setup;

import org.jspecify.annotations.NullMarked;
