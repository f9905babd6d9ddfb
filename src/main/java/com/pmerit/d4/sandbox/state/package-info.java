/**
 * How the embedded Cloudflare keeps its state on disk: written whole or not at all, without any secret.
 */
@NullMarked
package com.pmerit.d4.sandbox.state;

import org.jspecify.annotations.NullMarked;
