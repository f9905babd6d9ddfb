/**
 * Proofs that a migration is in effect in a database whose tracking table does not list it.
 */
@NullMarked
package com.pmerit.d4.database.baseline;

import org.jspecify.annotations.NullMarked;
