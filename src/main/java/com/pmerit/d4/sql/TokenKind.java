package com.pmerit.d4.sql;

/** The kinds of token that SQLite's own tokenizer tells apart, as far as d4 needs them. */
public enum TokenKind {
    /** White space, also a byte order mark. */
    SPACE,
    /** {@code -- to the end of the line} or {@code /* ... *}{@code /}; an unclosed block comment reaches to the end of the text. */
    COMMENT,
    /** An unquoted name or keyword. */
    WORD,
    /** A name in double quotes, square brackets or backticks. D1 also takes a double-quoted one as a string. */
    QUOTED_NAME,
    /** A string in single quotes. */
    STRING,
    /** A blob such as {@code x'0aff'}. */
    BLOB,
    /** A number, also hexadecimal and with digit separators. */
    NUMBER,
    /** {@code ?}, {@code ?1}, {@code :name}, {@code @name} or {@code $name}. */
    PARAMETER,
    /** Punctuation, such as {@code (}, {@code ;} or {@code ->>}. */
    OPERATOR,
    /** What SQLite refuses as an unrecognized token, such as a string that is never closed. */
    ILLEGAL
}
