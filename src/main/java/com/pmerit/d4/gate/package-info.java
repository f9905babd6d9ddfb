/**
 * The checklist: a gate looks at one promise and returns a verdict; the runner runs all of them and reports each. Knows nothing of Maven
 * or Cloudflare. Uses no other room.
 */
@NullMarked
package com.pmerit.d4.gate;

import org.jspecify.annotations.NullMarked;
