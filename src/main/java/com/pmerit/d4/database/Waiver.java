package com.pmerit.d4.database;

/**
 * A person's word, written into a migration file, that one thing d4 found in it is meant: {@code -- d4:allow CODE reason}.
 *
 * @param code of the finding, kebab-case such as {@code rows-lost}
 * @param reason in the person's words, never blank
 * @param line where it stands, from 1
 */
public record Waiver(String code, String reason, int line) {}
