/**
 * Asks a live Worker whether it is healthy, and believes only an answer that says so. Uses contract, gate, release and cloudflare.
 */
@NullMarked
package com.pmerit.d4.smoke;

import org.jspecify.annotations.NullMarked;
