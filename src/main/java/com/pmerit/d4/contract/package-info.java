/**
 * What the team promises: project, Worker, site, environments, smoke. Made from POM and wrangler config together and validated as a whole. Uses no other room.
 */
@NullMarked
package com.pmerit.d4.contract;

import org.jspecify.annotations.NullMarked;
