package com.pmerit.d4.database.backup;

/** Takes the rows of tables, those of one table in the order of its key. */
@FunctionalInterface
interface Rows {
    void take(Table table, Row row) throws Unanswered;
}
