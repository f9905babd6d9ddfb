package com.pmerit.d4.database.backup;

import java.util.List;

/** A database that answers queries: the live one, or a copy of it on this machine. */
interface Source {
    /**
     * Asks queries that change nothing, as one request.
     *
     * @param queries give text, and numbers only that are floating point ones
     * @return one list of rows a query; text as it is, a number as {@link Value#real} writes it, NULL as the empty text
     */
    List<List<List<String>>> ask(List<String> queries) throws Unanswered;
}
