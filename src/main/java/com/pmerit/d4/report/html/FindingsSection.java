package com.pmerit.d4.report.html;

import java.util.List;

/** What d4:lint found in the migration files. */
final class FindingsSection implements Section {
    @Override
    public About about() {
        return new About("findings", "Findings in migration files", "lint.json", "d4:lint");
    }

    @Override
    public Glance glance(Part part) {
        List<Part> findings = part.parts("findings");
        long errors = findings.stream().filter(each -> weighs(each, "ERROR")).count();
        long warnings =
                findings.stream().filter(each -> weighs(each, "WARNING")).count();
        String words = Quantity.count(errors, "error") + ", " + Quantity.count(warnings, "warning") + ", "
                + findings.stream().filter(each -> each.has("waived")).count() + " waived";
        if (errors > 0) {
            return new Glance(Tone.BAD, "errors", words);
        }
        return warnings > 0
                ? new Glance(Tone.WARN, "warnings", words)
                : new Glance(Tone.GOOD, "clean", "nothing was found that is not waived, in " + part.text("extent"));
    }

    private static boolean weighs(Part finding, String level) {
        return finding.text("level").equals(level) && !finding.has("waived");
    }

    @Override
    public void write(Html html, Part part) {
        html.leaf("p", "Looked at: " + part.text("extent") + ".");
        List<Part> findings = part.parts("findings");
        if (!findings.isEmpty()) {
            html.in(Tag.of("ol", "class", "rows"), () -> findings.forEach(finding -> finding(html, finding)));
        }
    }

    private static void finding(Html html, Part finding) {
        html.in(Tag.of("li", "class", "row"), () -> {
            html.in(Tag.of("div", "class", "mark"), () -> level(html, finding));
            html.in(Tag.of("div", "class", "what"), () -> {
                Evidence.title(
                        html,
                        finding.name("file") + ":" + finding.number("line").orElse(0),
                        finding.name("code"));
                html.leaf("p", finding.text("message"));
                finding.maybe("waived").ifPresent(reason -> Evidence.said(html, "Waived because", reason));
                Evidence.said(html, "What mends it", finding.text("mend"));
            });
        });
    }

    private static void level(Html html, Part finding) {
        if (finding.has("waived")) {
            Tone.PLAIN.chip(html, "waived");
            return;
        }
        switch (finding.text("level")) {
            case "ERROR" -> Tone.BAD.chip(html, "error");
            case "WARNING" -> Tone.WARN.chip(html, "warning");
            default -> Tone.NOTE.chip(html, finding.name("level"));
        }
    }
}
