package com.pmerit.d4.audit;

import java.util.Optional;

/**
 * How many rows a table has that the POM names.
 *
 * @param table its name as the POM has it
 * @param rows empty when the database has no such table
 */
public record RowCount(String table, Optional<Long> rows) {}
