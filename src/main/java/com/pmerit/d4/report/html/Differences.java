package com.pmerit.d4.report.html;

import java.util.List;
import java.util.stream.Collectors;

/** In what two schemas differ: for each thing where it is, what made it and what would end the difference. */
final class Differences {
    private final Part delta;

    Differences(Part delta) {
        this.delta = delta;
    }

    void write(Html html) {
        List<Part> items = delta.parts("items");
        if (items.isEmpty()) {
            html.in(Tag.of("p"), () -> {
                Tone.GOOD.chip(html, "the same");
                html.text(" Nothing differs.");
            });
            return;
        }
        html.leaf("h4", Quantity.count(items.size(), "difference"));
        html.in(Tag.of("ol", "class", "rows"), () -> items.forEach(item -> item(html, item)));
    }

    private void item(Html html, Part item) {
        boolean here = item.json().path("first").size() > 0;
        boolean there = item.json().path("second").size() > 0;
        Change change = here && there ? Change.DIFFERENT : Change.of(here, there);
        String words = here && there ? "not alike" : "only in " + delta.name(here ? "first" : "second");
        html.in(Tag.of("li", "class", "row"), () -> {
            html.in(
                    Tag.of("div", "class", "mark"),
                    () -> html.leaf(Tag.of("span", "class", "chip " + change.cssClass()), words));
            html.in(Tag.of("div", "class", "what"), () -> {
                Evidence.title(html, item.name("name"), item.name("kind"));
                definitions(html, delta.name("first"), item.texts("first"));
                definitions(html, delta.name("second"), item.texts("second"));
                List<String> makers = item.names("migrations");
                html.leaf("p", makers.isEmpty() ? "Made by hand." : "Made by " + String.join(", ", makers) + ".");
                item.maybe("removedBy").ifPresent(file -> html.leaf("p", "Taken away again by " + file + "."));
                closing(html, item.at("closing"));
            });
        });
    }

    private static void definitions(Html html, String environment, List<String> definitions) {
        String words = definitions.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        if (!words.isEmpty()) {
            Evidence.said(html, environment, words);
        }
    }

    private static void closing(Html html, Part closing) {
        closing.maybe("byHand").ifPresent(why -> Evidence.said(html, "Left to a person", why));
        if (closing.is("withAnother")) {
            html.leaf("p", "What closes another difference closes this one, in " + closing.name("environment") + ".");
        }
        Evidence.details(html, "What closes it in " + closing.name("environment"), closing.texts("sql"), false);
    }
}
