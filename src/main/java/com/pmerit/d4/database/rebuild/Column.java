package com.pmerit.d4.database.rebuild;

/**
 * A column of a table.
 *
 * @param generated whether its value is computed, so that none can be inserted
 * @param required whether a row without a value for it is refused
 * @param nullable whether it may hold NULL
 */
record Column(String name, boolean generated, boolean required, boolean nullable) {}
