/**
 * The team's sources: git, npm packages, TypeScript, tests; the gates that look at them. Uses contract, gate, release and tool, and
 * never Cloudflare.
 */
@NullMarked
package com.pmerit.d4.source;

import org.jspecify.annotations.NullMarked;
