package com.pmerit.d4.database.backup;

import java.util.function.Consumer;

/** Tells how many rows have passed, at each thousandth. */
final class ToldRows implements Rows {
    private static final int EACH = 1_000;

    private final Rows rows;
    private final Consumer<String> howFar;
    private long taken;

    ToldRows(Rows rows, Consumer<String> howFar) {
        this.rows = rows;
        this.howFar = howFar;
    }

    @Override
    public void take(Table table, Row row) throws Unanswered {
        rows.take(table, row);
        taken++;
        if (taken % EACH == 0) {
            howFar.accept(taken + " rows");
        }
    }
}
