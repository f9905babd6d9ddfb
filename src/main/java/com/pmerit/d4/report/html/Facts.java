package com.pmerit.d4.report.html;

import java.util.Optional;
import java.util.function.Consumer;

/** A list of names and what is said of each. */
final class Facts {
    private final Html html;

    private Facts(Html html) {
        this.html = html;
    }

    static void write(Html html, Consumer<Facts> content) {
        html.in(Tag.of("dl"), () -> content.accept(new Facts(html)));
    }

    Facts add(String name, Runnable value) {
        html.in(Tag.of("div"), () -> {
            html.leaf("dt", name);
            html.in(Tag.of("dd"), value);
        });
        return this;
    }

    Facts add(String name, String value) {
        return add(name, () -> html.text(value));
    }

    Facts add(String name, Optional<String> value) {
        value.ifPresent(text -> add(name, text));
        return this;
    }

    /** A moment in ISO 8601. */
    Facts moment(String name, Optional<String> value) {
        value.ifPresent(iso -> add(name, () -> Quantity.write(html, iso)));
        return this;
    }
}
