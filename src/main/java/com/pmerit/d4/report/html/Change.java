package com.pmerit.d4.report.html;

/** Where something of a schema is, when two are held against each other. */
enum Change {
    /** In both, and alike; or there is only one schema to show. */
    SAME("same"),
    FIRST_ONLY("first"),
    SECOND_ONLY("second"),
    /** In both, and not alike. */
    DIFFERENT("different");

    private final String cssClass;

    Change(String cssClass) {
        this.cssClass = cssClass;
    }

    String cssClass() {
        return cssClass;
    }

    static Change of(boolean inFirst, boolean inSecond) {
        if (inFirst && inSecond) {
            return SAME;
        }
        return inFirst ? FIRST_ONLY : SECOND_ONLY;
    }
}
