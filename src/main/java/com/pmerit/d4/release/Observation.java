package com.pmerit.d4.release;

/**
 * Something that was read for a plan and that identifies the world it was made for: when it is another one later, the plan
 * does not hold any more.
 *
 * @param name what it is, such as {@code head deployment}
 * @param value what was read: ids and digests, never the value of a secret or a variable
 */
public record Observation(String name, String value) {}
