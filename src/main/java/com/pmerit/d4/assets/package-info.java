/**
 * Static files that are served as they are, by Pages or with a Worker: read, hashed, looked through for what nobody may publish, and
 * brought to Cloudflare.
 */
@NullMarked
package com.pmerit.d4.assets;

import org.jspecify.annotations.NullMarked;
