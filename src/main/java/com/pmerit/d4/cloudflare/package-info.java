/**
 * The client of Cloudflare's v4 REST API: one small class a resource, records for the wire, retries by idempotency class, redaction at the sink. Uses no other room.
 */
@NullMarked
package com.pmerit.d4.cloudflare;

import org.jspecify.annotations.NullMarked;
