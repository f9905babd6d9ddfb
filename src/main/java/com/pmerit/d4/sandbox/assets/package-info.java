/**
 * Static files of the embedded Cloudflare: how they are named by their hash, and how Pages answers with them.
 */
@NullMarked
package com.pmerit.d4.sandbox.assets;

import org.jspecify.annotations.NullMarked;
