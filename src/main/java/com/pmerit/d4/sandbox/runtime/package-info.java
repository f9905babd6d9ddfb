/**
 * The data plane of the embedded Cloudflare: runs uploaded versions in the project's own workerd, serves their bindings, and
 * answers at their host names.
 */
@NullMarked
package com.pmerit.d4.sandbox.runtime;

import org.jspecify.annotations.NullMarked;
