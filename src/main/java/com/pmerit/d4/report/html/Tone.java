package com.pmerit.d4.report.html;

/** How something asks for attention. The colour is never the only sign: what is in it is said in words. */
enum Tone {
    GOOD,
    NOTE,
    WARN,
    BAD,
    PLAIN;

    private String cssClass() {
        return switch (this) {
            case GOOD -> "chip good";
            case NOTE -> "chip note";
            case WARN -> "chip warn";
            case BAD -> "chip bad";
            case PLAIN -> "chip plain";
        };
    }

    /** A word in this tone. */
    void chip(Html html, String words) {
        html.leaf(Tag.of("span", "class", cssClass()), words);
    }
}
