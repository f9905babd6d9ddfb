/**
 * Pages projects of the embedded Cloudflare: made, listed and read; publishing a site is refused.
 */
@NullMarked
package com.pmerit.d4.sandbox.pages;

import org.jspecify.annotations.NullMarked;
