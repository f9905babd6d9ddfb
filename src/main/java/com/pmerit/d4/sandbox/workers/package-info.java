/**
 * The Workers control plane of the embedded Cloudflare: scripts, versions, deployments, bindings, secrets, triggers.
 */
@NullMarked
package com.pmerit.d4.sandbox.workers;

import org.jspecify.annotations.NullMarked;
