/**
 * Runs git, npm, tsc, wrangler and workerd: no secret in arguments, a scrubbed environment, bounded output, limited time. Uses no other room.
 */
@NullMarked
package com.pmerit.d4.tool;

import org.jspecify.annotations.NullMarked;
