/**
 * Compares environments with their contract and with each other: what is live, what their databases hold, and where their schemas
 * differ. Reads only. Each finding has a code and a severity; whether one fails a build, the caller says. Uses the concerns that it asks,
 * database, site and worker, and what those use.
 */
@NullMarked
package com.pmerit.d4.audit;

import org.jspecify.annotations.NullMarked;
