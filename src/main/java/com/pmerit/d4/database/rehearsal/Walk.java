package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import java.util.Set;

/**
 * A statement that works through whole tables.
 *
 * @param file it stands in
 * @param place where
 * @param tables of the target, in lower case
 */
record Walk(MigrationFile file, Place place, Set<String> tables) {}
