package com.pmerit.d4.sql;

import java.sql.SQLException;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** The SQL function that hands its argument on and fails at a reserved name. */
final class GuardFunction extends Function {
    /** The message with which it fails. */
    static final String RESERVED = "d4: a reserved name";

    static void addTo(SQLiteConnection connection) throws SQLException {
        Function.create(connection, ReservedNames.GUARD, new GuardFunction(), 1, Function.FLAG_DETERMINISTIC);
    }

    @Override
    protected void xFunc() throws SQLException {
        String name = value_text(0);
        if (name == null) {
            result();
        } else if (ReservedNames.isReserved(name)) {
            error(RESERVED);
        } else {
            result(name);
        }
    }
}
