package com.pmerit.d4.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One HTML page of all that goals left in a directory, for people who sign off: checklists and releases, what is live where, the
 * schemas, migrations, secrets, size and rows. It needs nothing but itself: no script, no request to anywhere. Each part says of
 * which goal and of when it is; a part that is not there yet says which goal brings it, and a file that cannot be read is named.
 */
public final class ReportPage {
    private static final List<Section> SECTIONS = List.of(
            new LiveSection(),
            new AuditSection(),
            new SchemaSection(),
            new ContentsSection(),
            new SiteSection(),
            new MigrationsSection(),
            new SecretsSection(),
            new PlanSection(),
            new FindingsSection());

    private final Path directory;
    private final UnaryOperator<String> inert;

    /**
     * Takes the place of the files.
     *
     * @param directory usually {@code target/d4}
     * @param inert hides secrets, and makes control and direction characters visible
     */
    public ReportPage(Path directory, UnaryOperator<String> inert) {
        this.directory = directory;
        this.inert = inert;
    }

    /**
     * The page, in UTF-8.
     *
     * @param now when it is made
     * @throws IOException when the directory cannot be listed
     */
    public byte[] render(Instant now) throws IOException {
        Sources sources = Sources.in(
                directory,
                SECTIONS.stream()
                        .map(section -> section.about().file())
                        .distinct()
                        .toList(),
                inert);
        Html html = new Html();
        html.in(Tag.of("html", "lang", "en"), () -> {
            html.in(Tag.of("head"), () -> head(html, name(sources)));
            html.in(Tag.of("body"), () -> body(html, sources, now));
        });
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void head(Html html, String name) {
        String sheet = sheet();
        html.alone(Tag.of("meta", "charset", "utf-8"));
        html.alone(Tag.of(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src '" + digest(sheet) + "'; base-uri 'none'; form-action 'none'"));
        html.alone(Tag.of("meta", "name", "viewport", "content", "width=device-width, initial-scale=1"));
        html.alone(Tag.of("meta", "name", "color-scheme", "content", "light dark"));
        html.alone(Tag.of("meta", "name", "referrer", "content", "no-referrer"));
        html.leaf("title", name + ": release report");
        html.style(sheet);
    }

    private static void body(Html html, Sources sources, Instant now) {
        Provenance provenance = new Provenance(SECTIONS, sources);
        html.leaf(Tag.of("a", "class", "skip", "href", "#main"), "Skip to the report");
        html.in(Tag.of("header"), () -> {
            html.leaf(Tag.of("p", "class", "brand"), "Release report");
            html.leaf("h1", name(sources));
            html.in(Tag.of("p", "class", "muted"), () -> {
                html.text("Put together ");
                Quantity.write(html, now.toString());
                html.text(" by d4, from the results of its goals.");
            });
            sandbox(html, sources);
        });
        html.in(Tag.of("nav", "aria-label", "Parts of this report"), () -> navigation(html));
        html.in(Tag.of("main", "id", "main", "tabindex", "-1"), () -> {
            section(html, "glance", "At a glance", () -> glance(html, sources));
            section(html, "runs", "Checklists and releases", () -> runs(html, sources));
            SECTIONS.forEach(section ->
                    section(html, section.about().id(), section.about().title(), () -> {
                        provenance.line(html, section);
                        sources.look(section.about().file()).ifPresent(reading -> section.write(html, reading.part()));
                    }));
            section(html, "sources", "Where this comes from", () -> provenance.table(html));
        });
        html.in(
                Tag.of("footer"),
                () -> html.leaf(
                        "p", "Made by d4-maven-plugin. This page holds no script and asks no server for anything."));
    }

    private static void section(Html html, String id, String title, Runnable content) {
        html.in(Tag.of("section", "id", id, "aria-labelledby", id + "-title"), () -> {
            html.leaf(Tag.of("h2", "id", id + "-title"), title);
            content.run();
        });
    }

    private static void navigation(Html html) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("glance", "At a glance");
        parts.put("runs", "Checklists and releases");
        SECTIONS.forEach(
                section -> parts.put(section.about().id(), section.about().title()));
        parts.put("sources", "Where this comes from");
        html.in(
                Tag.of("ul"),
                () -> parts.forEach((id, title) ->
                        html.in(Tag.of("li"), () -> html.leaf(Tag.of("a", "href", "#" + id), title))));
    }

    private static void sandbox(Html html, Sources sources) {
        List<Part> parts = new ArrayList<>();
        sources.runs().forEach(run -> parts.add(run.part()));
        sources.looks().values().forEach(reading -> parts.add(reading.part()));
        List<Part> telling = parts.stream().filter(part -> part.has("sandbox")).toList();
        if (!telling.isEmpty() && telling.stream().allMatch(part -> part.is("sandbox"))) {
            html.leaf(
                    Tag.of("p", "class", "banner"),
                    "All of this happened on the embedded Cloudflare of one machine. No user met any of it.");
        }
    }

    private static void glance(Html html, Sources sources) {
        if (sources.runs().isEmpty()
                && sources.looks().isEmpty()
                && sources.refused().isEmpty()) {
            html.leaf(
                    "p",
                    "There is nothing to show yet. mvn verify runs the checklist, mvn d4:status shows what is live.");
            return;
        }
        html.in(Tag.of("ul", "class", "glance"), () -> {
            for (int i = 0; i < sources.runs().size(); i++) {
                Run run = sources.runs().get(i);
                glance(html, "run-" + i, run.title(), run.glance());
            }
            for (Section section : SECTIONS) {
                sources.look(section.about().file())
                        .ifPresent(reading -> glance(
                                html, section.about().id(), section.about().title(), section.glance(reading.part())));
            }
            sources.refused()
                    .forEach((file, why) ->
                            glance(html, "sources", file, new Glance(Tone.BAD, "unreadable", "the file " + why)));
        });
    }

    private static void glance(Html html, String id, String title, Glance glance) {
        html.in(Tag.of("li"), () -> {
            glance.tone().chip(html, glance.word());
            html.in(Tag.of("div"), () -> {
                html.leaf(Tag.of("a", "href", "#" + id), title);
                html.leaf("p", glance.sentence());
            });
        });
    }

    private static void runs(Html html, Sources sources) {
        if (sources.runs().isEmpty()) {
            html.leaf("p", "There is none here yet: mvn verify runs the checklist, mvn deploy releases.");
        }
        for (int i = 0; i < sources.runs().size(); i++) {
            new RunArticle(sources.runs().get(i), "run-" + i).write(html);
        }
    }

    private static String name(Sources sources) {
        List<Part> parts = new ArrayList<>();
        sources.runs().forEach(run -> parts.add(run.part()));
        sources.looks().values().forEach(reading -> parts.add(reading.part()));
        return parts.stream()
                .map(part -> part.name("project"))
                .filter(project -> !project.isBlank())
                .findFirst()
                .orElse("Project");
    }

    private static String sheet() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is not in the jar");
            }
            // A browser takes every end of a line for this one before it makes the digest.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException broken) {
            throw new IllegalStateException("the jar of d4 cannot be read", broken);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
