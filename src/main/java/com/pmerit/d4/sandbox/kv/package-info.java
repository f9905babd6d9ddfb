/**
 * Workers KV of the embedded Cloudflare: namespaces and their pairs in one SQLite file, served to the API and to Workers' bindings.
 */
@NullMarked
package com.pmerit.d4.sandbox.kv;

import org.jspecify.annotations.NullMarked;
