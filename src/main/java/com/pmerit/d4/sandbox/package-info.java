/**
 * The embedded Cloudflare: the v4 REST API on loopback, D1 on SQLite, Workers in the real workerd. Shares no code with the client that
 * it judges: uses sql only.
 */
@NullMarked
package com.pmerit.d4.sandbox;

import org.jspecify.annotations.NullMarked;
