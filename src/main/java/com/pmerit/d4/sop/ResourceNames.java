package com.pmerit.d4.sop;

import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SitePlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names and hosts that a document writes as code: of Workers, databases, buckets and sites. */
final class ResourceNames implements RowJudge, ClaimJudge {
    private static final Pattern HOST = Pattern.compile("(?:https?://)?([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)/?");
    private static final Pattern LIVE_VERSION = Pattern.compile("^Verified .* live version", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATABASE = Pattern.compile("\\b(?:d1|database)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BUCKET = Pattern.compile("\\b(?:r2|bucket)\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> RESOURCE_COLUMNS = Set.of("platform", "component", "service", "resource");
    private static final Pattern SITE = Pattern.compile("\\b(front ?end|site|pages|ui|web ?app)\\b");

    private final ProjectState state;
    private final EnvironmentNames names;

    ResourceNames(ProjectState state, EnvironmentNames names) {
        this.state = state;
        this.names = names;
    }

    /** Every name of the row; none is too much to say that the row is not understood. */
    @Override
    public Optional<List<Judgement>> judge(Statement.Row row) {
        List<Judgement> judgements = new ArrayList<>();
        boolean resources = row.columns().stream()
                .map(column -> column.toLowerCase(Locale.ROOT))
                .anyMatch(RESOURCE_COLUMNS::contains);
        for (int column = 1; column < row.cells().size(); column++) {
            String head = row.columns().get(column);
            for (Quote quote : row.cells().get(column).quotes()) {
                judgements.add(Judgement.of(
                        row,
                        row.cells().get(0).text() + ": " + quote.code(),
                        ruling(quote, names.in(quote.after()).or(() -> names.in(head)), resources, row.text())
                                .orElseGet(
                                        () -> new Ruling.NotUnderstood("nothing of the project goes by that name"))));
            }
        }
        return judgements.isEmpty() ? Optional.empty() : Optional.of(judgements);
    }

    /** Of sentences only headings, and the one that tells the live version: any other may say anything of the name. */
    @Override
    public Optional<Ruling> judge(Statement.Claim claim) {
        boolean names = claim.text().equals(claim.section())
                || LIVE_VERSION.matcher(claim.text()).find();
        return names && claim.quotes().size() == 1
                ? ruling(claim.quotes().get(0), this.names.above(claim.headings()), false, claim.text())
                : Optional.empty();
    }

    private Optional<Ruling> ruling(Quote quote, Optional<EnvironmentState> meant, boolean resources, String around) {
        Matcher host = HOST.matcher(quote.code());
        if (host.matches()) {
            Optional<Ruling> worker =
                    names.at(host.group(1)).map(found -> found(found, meant, "step smoke", "each release asks it"));
            return worker.or(() -> site(host.group(1), around));
        }
        Stream<EnvironmentState> meantFirst = Stream.concat(meant.stream(), names.all().stream());
        return meantFirst
                .filter(each -> kind(each, quote.code()).isPresent())
                .findFirst()
                .map(each -> found(
                        each,
                        meant,
                        "gate bindings",
                        "it is the " + kind(each, quote.code()).orElseThrow() + " of "
                                + each.environment().name()))
                .or(() -> resources ? unknown(around) : Optional.empty());
    }

    private static Ruling found(EnvironmentState found, Optional<EnvironmentState> meant, String by, String reason) {
        return meant.filter(each -> !each.equals(found))
                .<Ruling>map(each -> new Ruling.Contradicted(
                        "it is " + found.environment().name() + "'s, not "
                                + each.environment().name() + "'s",
                        "correct it, or leave it to mvn d4:sop"))
                .orElseGet(() -> new Ruling.Enforced(by, reason));
    }

    private static Optional<String> kind(EnvironmentState state, String name) {
        Environment environment = state.environment();
        if (environment.worker().equals(name)) {
            return Optional.of("Worker");
        }
        if (state.versionId().equals(Optional.of(name))) {
            return Optional.of("live version");
        }
        return state.bindings().stream()
                .filter(each -> !each.type().equals("var"))
                .filter(each -> each.name().equals(name)
                        || each.target().equals(name)
                        || each.id().equals(Optional.of(name)))
                .findFirst()
                .map(each -> each.type() + " binding " + each.name());
    }

    private Optional<Ruling> unknown(String around) {
        String kind = DATABASE.matcher(around).find()
                ? "D1 database"
                : BUCKET.matcher(around).find() ? "R2 bucket" : "";
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ruling.Contradicted(
                        "no environment of the POM binds a " + kind + " of that name", "correct the name"));
    }

    private Optional<Ruling> site(String host, String around) {
        if (state.contract().site().isEmpty()
                || !SITE.matcher(around.toLowerCase(Locale.ROOT)).find()) {
            return Optional.empty();
        }
        List<SitePlacement> placements = state.contract().site().get().placements();
        if (placements.stream()
                .anyMatch(each ->
                        each.url().filter(url -> host.equals(url.getHost())).isPresent())) {
            return Optional.of(new Ruling.Enforced("step site-smoke", "each release asks it"));
        }
        if (state.audit().trouble().isPresent()) {
            return Optional.of(new Ruling.Unreadable(state.audit().trouble().get()));
        }
        List<SiteAudit> sites = names.all().stream()
                .map(each -> state.audited(each.environment().name()).flatMap(EnvironmentAudit::site))
                .flatMap(Optional::stream)
                .toList();
        return Optional.of(site(host, sites));
    }

    private static Ruling site(String host, List<SiteAudit> sites) {
        List<String> addresses = sites.stream()
                .filter(SiteAudit.Live.class::isInstance)
                .map(live -> ((SiteAudit.Live) live).deployment())
                .flatMap(deployment -> Stream.concat(Stream.of(deployment.address()), deployment.urls().stream()))
                .distinct()
                .toList();
        if (addresses.stream()
                .anyMatch(address -> host.equals(HOST.matcher(address).replaceFirst("$1")))) {
            return new Ruling.Enforced("step site-smoke", "each release asks it");
        }
        Optional<SiteAudit.Unreadable> unreadable = sites.stream()
                .filter(SiteAudit.Unreadable.class::isInstance)
                .map(SiteAudit.Unreadable.class::cast)
                .findFirst();
        if (unreadable.isPresent()) {
            return new Ruling.Unreadable(unreadable.get().why());
        }
        return addresses.isEmpty()
                ? new Ruling.NotUnderstood("no site of the project is live, so its addresses are not known")
                : new Ruling.Contradicted(
                        "no site of the project is met there, but at " + String.join(", ", addresses),
                        "write it in <site><url>, or correct it");
    }
}
