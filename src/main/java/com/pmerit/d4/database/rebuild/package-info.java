/** The rebuild of a table that keeps the rows of every table around it: only text is made here, nothing is run on a live database. */
@NullMarked
package com.pmerit.d4.database.rebuild;

import org.jspecify.annotations.NullMarked;
