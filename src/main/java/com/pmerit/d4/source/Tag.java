package com.pmerit.d4.source;

/**
 * A git tag.
 *
 * @param name without {@code refs/tags/}
 * @param annotated whether it is an object of its own, with an author, a date and a message
 * @param commit the commit that it leads to
 */
public record Tag(String name, boolean annotated, String commit) {}
