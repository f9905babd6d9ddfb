package com.pmerit.d4.mojo.progress;

import java.time.Duration;

/**
 * An activity at one moment.
 *
 * @param activity itself, which no other equals
 * @param name as a person calls it
 * @param elapsed since it began
 * @param howFar empty when nothing is known of that
 */
record Doing(Activity activity, String name, Duration elapsed, String howFar) {

    /** Such as {@code site-upload 12 s (120 of 800 files)}. */
    String text() {
        return name + " " + shown(elapsed) + (howFar.isEmpty() ? "" : " (" + howFar + ")");
    }

    private static String shown(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
