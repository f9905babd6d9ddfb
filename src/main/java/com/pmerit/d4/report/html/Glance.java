package com.pmerit.d4.report.html;

/**
 * A part of the page in one line.
 *
 * @param tone whether it asks for a look
 * @param word such as {@code differs}
 * @param sentence what is to be known of it
 */
record Glance(Tone tone, String word, String sentence) {}
