package com.pmerit.d4.report.html;

import com.pmerit.d4.audit.SecretsAudit.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Secrets by name × the POM, the code and the environments. Values are in none of it. */
final class SecretsSection implements Section {
    private static final List<String> GRAVE = List.of("MISSING", "PLAIN_TEXT", "SHADOWED", "NOT_BOUND");

    @Override
    public About about() {
        return new About("secrets", "Secrets", "secrets.json", "d4:secrets");
    }

    @Override
    public Glance glance(Part part) {
        long unreadable = part.parts("environments").stream()
                .filter(each -> each.has("unreadable"))
                .count();
        if (unreadable > 0) {
            return new Glance(Tone.BAD, "unreadable", Quantity.count(unreadable, "environment") + " could not be read");
        }
        List<Part> secrets = part.parts("secrets");
        long grave = secrets.stream().filter(secret -> has(secret, GRAVE)).count();
        if (grave > 0) {
            return new Glance(
                    Tone.BAD, "needs a look", Quantity.count(grave, "secret") + " missing, in plain text or not bound");
        }
        long light = secrets.stream()
                .filter(secret -> !secret.parts("findings").isEmpty())
                .count();
        if (light > 0) {
            return new Glance(
                    Tone.WARN,
                    "needs a look",
                    light + " of " + Quantity.count(secrets.size(), "secret") + " need a look");
        }
        return secrets.isEmpty()
                ? new Glance(Tone.PLAIN, "none", "there are no secrets")
                : new Glance(Tone.GOOD, "set", Quantity.count(secrets.size(), "secret") + ", set in every environment");
    }

    private static boolean has(Part secret, List<String> kinds) {
        return secret.parts("findings").stream().anyMatch(finding -> kinds.contains(finding.text("kind")));
    }

    @Override
    public void write(Html html, Part part) {
        for (Part environment : part.parts("environments")) {
            environment.maybe("unreadable").ifPresent(why -> {
                Evidence.said(html, environment.name("name") + " could not be read", why);
                environment.maybe("remedy").ifPresent(remedy -> Evidence.said(html, "What mends it", remedy));
            });
        }
        code(html, part.at("code"));
        List<String> environments = part.parts("environments").stream()
                .map(each -> each.name("name"))
                .toList();
        List<String> columns = new ArrayList<>(List.of("Secret"));
        columns.addAll(environments);
        columns.addAll(List.of("To look at", "POM", "Code"));
        Grid grid = new Grid("Secrets by name; values are never read", columns);
        part.parts("secrets").forEach(secret -> grid.row(secret.name("name"), cells(secret, environments)));
        if (grid.rows() == 0) {
            html.leaf("p", "Neither the POM nor an environment names a secret.");
        } else {
            grid.write(html);
        }
    }

    private static void code(Html html, Part code) {
        if (!code.is("searched")) {
            Evidence.said(html, "The code was not searched", code.text("why"));
        } else if (code.is("dynamic")) {
            html.leaf("p", "The code also reads names that it computes: \u201cnot found\u201d does not mean unused.");
        }
        List<String> unsearched = code.names("unsearched");
        if (!unsearched.isEmpty()) {
            Evidence.said(html, "Not searched", String.join(", ", unsearched));
        }
    }

    private static List<Consumer<Html>> cells(Part secret, List<String> environments) {
        List<Consumer<Html>> cells = new ArrayList<>();
        environments.forEach(environment -> cells.add(html -> presence(html, bound(secret, environment))));
        cells.add(html -> findings(html, secret.parts("findings")));
        cells.add(Grid.text(secret.is("declared") ? "yes" : "no"));
        cells.add(Grid.text(use(secret.text("code"))));
        return cells;
    }

    private static String bound(Part secret, String environment) {
        return secret.parts("bound").stream()
                .filter(each -> each.name("environment").equals(environment))
                .map(each -> each.text("as"))
                .findFirst()
                .orElse("ABSENT");
    }

    private static void presence(Html html, String presence) {
        switch (presence) {
            case "SECRET" -> html.text("set");
            case "VAR" -> Tone.WARN.chip(html, "plain text");
            case "OTHER" -> Tone.WARN.chip(html, "another binding");
            case "ABSENT" -> Tone.PLAIN.chip(html, "absent");
            default -> Tone.BAD.chip(html, "unknown");
        }
    }

    private static void findings(Html html, List<Part> findings) {
        if (findings.isEmpty()) {
            html.text("\u2013");
            return;
        }
        html.in(
                Tag.of("ul"),
                () -> findings.forEach(finding -> html.in(Tag.of("li"), () -> {
                    String kind = finding.text("kind");
                    (GRAVE.contains(kind) ? Tone.BAD : Tone.WARN).chip(html, words(kind));
                    List<String> where = finding.names("environments");
                    html.text(where.isEmpty() ? "" : " in " + String.join(", ", where));
                })));
    }

    private static String words(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .map(Kind::words)
                .findFirst()
                .orElse(name);
    }

    private static String use(String name) {
        return switch (name) {
            case "READ" -> "read";
            case "FOUND" -> "found";
            case "NOT_FOUND" -> "not found";
            case "UNKNOWN" -> "unknown";
            default -> name;
        };
    }
}
