package com.pmerit.d4.sop;

/**
 * Something that a document writes as code within a line.
 *
 * @param code as it stands between the backticks
 * @param after the words that follow it up to the next one, such as {@code (prod) /}
 */
public record Quote(String code, String after) {}
