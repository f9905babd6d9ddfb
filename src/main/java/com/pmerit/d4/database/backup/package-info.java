/**
 * Backups of D1 databases that were proven by restoring them, and restores that show first what they lose. A dump is a file of
 * SQL, which wrangler and the sqlite3 shell can run too.
 */
@NullMarked
package com.pmerit.d4.database.backup;

import org.jspecify.annotations.NullMarked;
