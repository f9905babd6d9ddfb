package com.pmerit.d4.report;

import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.RowCount;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.Tracking;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.sop.EnvironmentState;
import com.pmerit.d4.sop.ProjectState;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Renders what is true of a project as the team's SOP in Markdown. The same state gives the same text, but for dates. What could not
 * be read says so in its place and at the top.
 */
public final class SopMarkdown {
    private static final double KILO = 1000;

    private final MarkdownPage page;
    private final SopReport report;
    private final ProjectState state;
    private final LocalDate today;

    /**
     * Takes what is to be told.
     *
     * @param mask hides secrets; every text is sent through it first
     */
    public SopMarkdown(SopReport report, UnaryOperator<String> mask) {
        this.report = report;
        this.state = report.state();
        this.page = new MarkdownPage(mask);
        this.today = LocalDate.ofInstant(report.readAt(), ZoneOffset.UTC);
    }

    /** The document, line ends as on Unix. */
    public String text() {
        head();
        architecture();
        SopBindings bindings = new SopBindings(page, state, today);
        bindings.tables();
        new SopProcedures(page, report).procedures();
        audit();
        deltas();
        bindings.variables();
        page.paragraph("---");
        page.paragraph("*Written by `mvn d4:sop` on " + today + "; what it says is what was read then.*");
        return page.whole();
    }

    private void head() {
        page.heading(1, page.text(report.subject().project()) + " Deployment Standard Operating Procedure");
        page.paragraph("**Created:** " + today + " by `mvn d4:sop`, from the POM, the wrangler config and what is live"
                + report.subject()
                        .commit()
                        .map(commit -> ", at commit " + page.code(commit))
                        .orElse(""));
        if (report.subject().sandbox()) {
            page.paragraph(
                    "**Note:** all of it was read from the embedded Cloudflare of `-Dd4.sandbox`, not from an account.");
        }
        List<String> holes = state.holes();
        if (!holes.isEmpty()) {
            page.paragraph("**INCOMPLETE:** the following could not be read; do not use this document in place of it.");
            page.items(holes.stream().map(page::text).toList());
        }
    }

    private void architecture() {
        page.heading(2, "Architecture Overview");
        List<String> columns = new ArrayList<>(List.of("Component", "Platform"));
        state.environments()
                .forEach(each -> columns.add(page.text(each.environment().name())));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(
                "Backend Worker",
                "Cloudflare Workers",
                each -> page.code(each.environment().worker())));
        rows.add(row(
                "Backend URL",
                "Cloudflare Workers",
                each -> page.code(each.environment().url().toString())));
        state.contract().site().ifPresent(site -> {
            rows.add(row(
                    "Frontend site",
                    "Cloudflare Pages",
                    each -> site.in(each.environment().name())
                            .map(SitePlacement::shown)
                            .map(page::text)
                            .orElse("not published by d4")));
            rows.add(row("Frontend URL of the site", "Cloudflare Pages", this::siteAddress));
        });
        bindings(each -> each.environment().databases().keySet())
                .forEach(name -> rows.add(row(
                        "Database " + page.text(name),
                        "Cloudflare D1",
                        each -> Optional.ofNullable(
                                        each.environment().databases().get(name))
                                .map(database -> page.code(database.name()))
                                .orElse("-"))));
        bindings(each -> each.environment().buckets().keySet())
                .forEach(name -> rows.add(row(
                        "Object storage " + page.text(name),
                        "Cloudflare R2",
                        each -> Optional.ofNullable(each.environment().buckets().get(name))
                                .map(bucket -> page.code(bucket.shown()))
                                .orElse("-"))));
        page.table(columns, rows);
    }

    private String siteAddress(EnvironmentState each) {
        Optional<SiteAudit> site = state.audited(each.environment().name()).flatMap(EnvironmentAudit::site);
        if (site.isEmpty()) {
            return state.audit()
                    .trouble()
                    .map(why -> "could not be read: " + page.text(why))
                    .orElse("-");
        }
        if (site.get() instanceof SiteAudit.Live live) {
            return page.code(live.deployment().address());
        }
        return site.get() instanceof SiteAudit.Unreadable unreadable
                ? "could not be read: " + page.text(unreadable.why())
                : "nothing is published yet";
    }

    private Set<String> bindings(Function<EnvironmentState, Set<String>> names) {
        Set<String> all = new LinkedHashSet<>();
        state.environments().forEach(each -> all.addAll(names.apply(each)));
        return all;
    }

    private List<String> row(String component, String platform, Function<EnvironmentState, String> cell) {
        List<String> cells = new ArrayList<>(List.of(component, platform));
        state.environments().forEach(each -> cells.add(cell.apply(each)));
        return cells;
    }

    private void audit() {
        page.heading(2, "Database Audit (" + today + ")");
        for (EnvironmentState each : state.environments()) {
            String name = each.environment().name();
            if (state.audit().trouble().isPresent()) {
                page.heading(3, page.text(name));
                page.paragraph("could not be read: "
                        + page.text(state.audit().trouble().get()));
                continue;
            }
            for (DatabaseAudit database : state.databases(name)) {
                page.heading(3, page.text(name) + " (" + page.code(database.name()) + ")");
                if (database instanceof DatabaseAudit.Read read) {
                    page.items(facts(read));
                } else if (database instanceof DatabaseAudit.Unreadable unreadable) {
                    page.paragraph("could not be read: " + page.text(unreadable.why()));
                }
            }
            buckets(name);
        }
    }

    private void buckets(String environment) {
        List<BucketAudit> buckets =
                state.audited(environment).map(EnvironmentAudit::buckets).orElse(List.of());
        for (BucketAudit bucket : buckets) {
            page.paragraph("R2 bucket " + page.code(bucket.name()) + ": " + held(bucket));
        }
    }

    private String held(BucketAudit bucket) {
        if (bucket instanceof BucketAudit.Counted counted) {
            return counted.objects().map(String::valueOf).orElse("an unknown number of") + " objects, "
                    + counted.bytes().map(SopMarkdown::size).orElse("size not given");
        }
        return bucket instanceof BucketAudit.NotGiven
                ? "what it holds is not given to this token"
                : "could not be read: " + page.text(((BucketAudit.Unreadable) bucket).why());
    }

    private List<String> facts(DatabaseAudit.Read read) {
        List<String> facts = new ArrayList<>();
        facts.add("**Tables:** " + read.tables().user());
        read.bytes().ifPresent(bytes -> facts.add("**Size:** " + size(bytes)));
        for (RowCount count : read.rows()) {
            facts.add("**" + page.text(count.table()) + ":** "
                    + count.rows()
                            .map(rows -> rows + (rows == 1 ? " row" : " rows"))
                            .orElse("there is no such table"));
        }
        read.region().ifPresent(region -> facts.add("**Region:** " + page.text(region)));
        facts.add("**Migration tracking:** " + tracking(read.tracking()));
        return facts;
    }

    private String tracking(Tracking tracking) {
        String entries = tracking.entries() + (tracking.entries() == 1 ? " entry" : " entries");
        if (tracking.trouble().isPresent()) {
            return entries + "; the files could not be read: "
                    + page.text(tracking.trouble().get());
        }
        if (tracking.isComplete()) {
            return entries + " (fully tracked)";
        }
        return entries
                + (tracking.untracked().isEmpty()
                        ? ""
                        : ", a gap of " + tracking.untracked().size() + " files that are not listed")
                + (tracking.withoutFile().isEmpty()
                        ? ""
                        : ", " + tracking.withoutFile().size() + " of them without a file");
    }

    private static String size(long bytes) {
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
                : String.format(Locale.ROOT, "%.1f MB", bytes / KILO / KILO);
    }

    private void deltas() {
        if (state.audit().trouble().isPresent()) {
            page.heading(3, "Schema Delta");
            page.paragraph(
                    "could not be read: " + page.text(state.audit().trouble().get()));
        }
        for (Delta delta : state.deltas()) {
            page.heading(
                    3,
                    "Schema Delta of " + page.code(delta.binding()) + " (" + page.text(delta.first()) + " and "
                            + page.text(delta.second()) + ")");
            if (delta.trouble().isPresent()) {
                page.paragraph("could not be read: " + page.text(delta.trouble().get()));
            } else if (delta.items().isEmpty()) {
                page.paragraph("The two schemas are alike.");
            } else {
                page.items(delta.items().stream().map(item -> item(delta, item)).toList());
                page.commands(List.of(
                        "# What closes each difference, and the migration that does",
                        "mvn d4:audit",
                        "mvn d4:reconcile -P" + delta.second()));
            }
        }
    }

    private String item(Delta delta, DeltaItem item) {
        String where = item.second().isEmpty()
                ? "only " + page.text(delta.first())
                : item.first().isEmpty() ? "only " + page.text(delta.second()) : "not alike";
        return page.text(item.kind()) + " " + page.code(item.name()) + ": " + where + ", "
                + (item.migrations().isEmpty()
                        ? "no migration makes it"
                        : "from " + page.text(String.join(", ", item.migrations())));
    }
}
