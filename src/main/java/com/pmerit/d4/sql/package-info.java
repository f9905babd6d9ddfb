/**
 * SQL as D1 sees it: tokenizer, statement splitter, a SQLite that follows D1's rules, schema facts and their difference. Uses no other
 * room.
 */
@NullMarked
package com.pmerit.d4.sql;

import org.jspecify.annotations.NullMarked;
