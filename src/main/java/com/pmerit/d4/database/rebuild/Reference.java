package com.pmerit.d4.database.rebuild;

import java.util.List;

/**
 * A foreign key.
 *
 * @param child the table that has it, in lower case
 * @param columns of the child, in the order of the key
 * @param parent the table that it points to, in lower case
 * @param restricts whether it forbids at once, not at the end of the transaction, that a parent with children is deleted
 */
record Reference(String child, List<String> columns, String parent, boolean restricts) {
    Reference {
        columns = List.copyOf(columns);
    }
}
