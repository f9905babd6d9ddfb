/**
 * Migrations run on a copy of a database with rows in every table, before the database itself meets them.
 */
@NullMarked
package com.pmerit.d4.database.rehearsal;

import org.jspecify.annotations.NullMarked;
