package com.pmerit.d4.sop;

import java.util.List;
import java.util.Optional;

/** Knows what the rows of some tables are to be held against. */
interface RowJudge {
    /** What becomes of each claim of a row; empty when this judge does not know such tables. */
    Optional<List<Judgement>> judge(Statement.Row row);
}
