/**
 * D1 in the embedded Cloudflare: databases as SQLite files under a state directory, their REST routes, and the protocol
 * that a Worker's D1 binding speaks.
 */
@NullMarked
package com.pmerit.d4.sandbox.d1;

import org.jspecify.annotations.NullMarked;
