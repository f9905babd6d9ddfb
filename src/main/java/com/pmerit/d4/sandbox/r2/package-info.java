/**
 * R2 of the embedded Cloudflare: buckets and objects in one SQLite file, served to the API and to Workers' bindings. A key is data
 * and never a file name.
 */
@NullMarked
package com.pmerit.d4.sandbox.r2;

import org.jspecify.annotations.NullMarked;
