package com.pmerit.d4.report.html;

import java.util.List;

/** A checklist: each gate with its verdict, its evidence and what mends it. */
final class Verdicts {
    private Verdicts() {}

    static void write(Html html, List<Part> gates) {
        html.in(Tag.of("ol", "class", "rows"), () -> gates.forEach(gate -> write(html, gate)));
    }

    private static void write(Html html, Part gate) {
        String verdict = gate.name("verdict");
        html.in(Tag.of("li", "class", "row"), () -> {
            html.in(Tag.of("div", "class", "mark"), () -> tone(verdict).chip(html, verdict));
            html.in(Tag.of("div", "class", "what"), () -> {
                Evidence.title(html, gate.name("title"), gate.name("id"));
                html.leaf("p", gate.text("summary"));
                gate.maybe("override").ifPresent(reason -> Evidence.said(html, "Overridden because", reason));
                Evidence.details(html, gate.texts("details"), isLoud(verdict));
                gate.maybe("remedy").ifPresent(remedy -> Evidence.said(html, "What mends it", remedy));
            });
            Evidence.time(html, gate);
        });
    }

    private static boolean isLoud(String verdict) {
        return List.of("failed", "warned", "overridden").contains(verdict);
    }

    private static Tone tone(String verdict) {
        return switch (verdict) {
            case "passed" -> Tone.GOOD;
            case "skipped" -> Tone.PLAIN;
            case "warned", "overridden" -> Tone.WARN;
            default -> Tone.BAD;
        };
    }
}
