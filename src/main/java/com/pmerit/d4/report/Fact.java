package com.pmerit.d4.report;

/**
 * One thing that was read at the moment of asking.
 *
 * @param name what it is about, such as {@code worker} or {@code database}
 * @param value what was read, such as {@code version 3f2a at 100 %}
 */
public record Fact(String name, String value) {}
