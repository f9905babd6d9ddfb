package com.pmerit.d4.sandbox.d1;

/** Where the sandbox answers otherwise than workerd's D1 on purpose. Everything else must be alike. */
enum CorpusDifference {
    /** The local engine takes a comment for one more, empty statement; D1 documents comments as allowed everywhere. */
    COMMENT_BEHIND_THE_LAST_STATEMENT,
    /** SQLite does not resolve a view when it is made, so D1 refuses only its use; the sandbox cannot see it there and refuses the view. */
    FORBIDDEN_FUNCTION_IN_A_VIEW,
    /** This version of workerd lets a table be renamed to a reserved name, which its later versions refuse. */
    RENAME_TO_A_RESERVED_NAME,
    /** D1 documents 2,000,000 bytes a value; the local engine takes up to 4 MiB. */
    DOCUMENTED_VALUE_SIZE,
    /** D1 documents 32 arguments a function; the local engine takes 127. */
    DOCUMENTED_FUNCTION_ARGUMENTS,
    /** Refused by both; D1Script hands on single statements, so the sandbox counts the parameters of each. */
    PARAMETERS_BEFORE_THE_LAST_STATEMENT,
    /** The local engine resets its Durable Object at a deferred violation and says so; the sandbox gives SQLite's words alone. */
    DEFERRED_VIOLATION
}
