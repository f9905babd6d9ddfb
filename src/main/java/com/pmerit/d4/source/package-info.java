/**
 * The team's sources: git, npm packages, wrangler config; the gates that look at them.
 */
@NullMarked
package com.pmerit.d4.source;

import org.jspecify.annotations.NullMarked;
