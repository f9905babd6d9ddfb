package com.pmerit.d4.report.html;

import java.util.List;
import java.util.Locale;

/**
 * The steps of a run, one under the other. A bar shows when each ran and for how long; steps run one after the other, so each
 * begins where the one before it ended.
 */
final class Timeline {
    private final List<Part> steps;
    private final long total;

    Timeline(List<Part> steps) {
        this.steps = List.copyOf(steps);
        this.total = steps.stream().mapToLong(Timeline::millis).sum();
    }

    void write(Html html) {
        html.in(Tag.of("ol", "class", "rows timeline"), () -> {
            long before = 0;
            for (Part step : steps) {
                write(html, step, before);
                before += millis(step);
            }
        });
    }

    private void write(Html html, Part step, long before) {
        String result = step.name("result");
        html.in(Tag.of("li", "class", "row"), () -> {
            html.in(Tag.of("div", "class", "mark"), () -> tone(result).chip(html, words(result)));
            html.in(Tag.of("div", "class", "what"), () -> {
                Evidence.title(html, step.name("title"), step.name("id"));
                html.leaf("p", step.text("summary"));
                bar(html, before, millis(step));
                step.maybe("liveNow").ifPresent(live -> Evidence.said(html, "Live now", live));
                Evidence.details(html, step.texts("details"), result.equals("failed"));
                step.maybe("remedy").ifPresent(remedy -> Evidence.said(html, "What to do", remedy));
            });
            html.in(Tag.of("div", "class", "took"), () -> {
                html.text(Quantity.duration(millis(step)));
                html.leaf(Tag.of("span", "class", "from"), " from " + Quantity.duration(before));
            });
        });
    }

    private void bar(Html html, long before, long millis) {
        if (total == 0) {
            return;
        }
        Tag frame = Tag.of(
                "svg", "class", "bar", "viewBox", "0 0 1000 6", "preserveAspectRatio", "none", "aria-hidden", "true");
        html.in(frame, () -> {
            html.in(Tag.of("rect", "class", "track", "width", "1000", "height", "6"), () -> {});
            html.in(
                    Tag.of(
                            "rect",
                            "class",
                            "part",
                            "x",
                            share(before),
                            "width",
                            share(Math.max(millis, total / 250)),
                            "height",
                            "6"),
                    () -> {});
        });
    }

    private String share(long millis) {
        return String.format(Locale.ROOT, "%.1f", 1_000.0 * millis / total);
    }

    private static long millis(Part step) {
        return Math.max(0, step.number("durationMillis").orElse(0));
    }

    private static Tone tone(String result) {
        return switch (result) {
            case "done" -> Tone.GOOD;
            case "already-done", "not-needed" -> Tone.PLAIN;
            default -> Tone.BAD;
        };
    }

    private static String words(String result) {
        return switch (result) {
            case "already-done" -> "stood already";
            case "not-needed" -> "not needed";
            default -> result;
        };
    }
}
