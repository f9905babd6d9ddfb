package com.pmerit.d4.audit;

/** What a finding means for an audit as a whole. */
enum Weight {
    /** It did not see everything. */
    UNSEEN,
    /** What is live is not what is promised, or not what the environment before has. */
    DRIFT,
    /** Neither of both. */
    PLAIN
}
