/**
 * The HTTP floor of the embedded Cloudflare: a loopback server, a strict router, Cloudflare's envelope, and faults on demand.
 */
@NullMarked
package com.pmerit.d4.sandbox.http;

import org.jspecify.annotations.NullMarked;
