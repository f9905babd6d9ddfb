package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.Rule;

/**
 * A question to the target that could not be put, though the answer matters.
 *
 * @param place the statement that it is about
 * @param rule what could be wrong
 * @param why it could not be put
 * @param own whether it is about a table that the pending files make themselves, of which the target has no row
 * @param open whether the rehearsal on canary rows does not answer it either
 */
record Unasked(MigrationFile file, Place place, Rule rule, String why, boolean own, boolean open) {}
