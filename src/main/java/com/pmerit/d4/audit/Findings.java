package com.pmerit.d4.audit;

import static com.pmerit.d4.audit.AuditFinding.everywhere;
import static com.pmerit.d4.audit.AuditFinding.in;

import com.pmerit.d4.audit.SecretsAudit.Secret;
import com.pmerit.d4.release.ShellWord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes findings of what an audit saw: one list for the console, the files and the exit code. */
final class Findings {
    /** Both the bindings and the secrets tell it. */
    static final String SHADOWED = "a secret is live, and a release would put a variable in its place";

    private final Audit audit;
    private final List<AuditFinding> all = new ArrayList<>();

    Findings(Audit audit) {
        this.audit = audit;
    }

    /** All of them, the heaviest first; what two parts of the audit saw is told once. */
    List<AuditFinding> all() {
        for (EnvironmentAudit environment : audit.environments()) {
            environment.worker().ifPresent(worker -> all.addAll(new WorkerFindings(environment.name(), worker).all()));
            environment.databases().forEach(database -> database(environment.name(), database));
            environment.buckets().forEach(bucket -> bucket(environment.name(), bucket));
            environment.site().ifPresent(site -> site(environment.name(), site));
        }
        all.addAll(new NamesEverywhere(audit.environments()).findings());
        audit.secrets().ifPresent(this::secrets);
        audit.deltas().forEach(this::delta);
        audit.token().ifPresent(this::token);
        Set<List<Object>> told = new HashSet<>();
        return all.stream()
                .filter(each -> told.add(List.of(each.kind(), each.environment(), each.subject())))
                .sorted(Comparator.comparing(each -> each.kind().severity()))
                .toList();
    }

    private void database(String environment, DatabaseAudit database) {
        String binding = database.binding();
        if (database instanceof DatabaseAudit.Unreadable unreadable) {
            all.add(in(
                            environment,
                            FindingKind.DATABASE_UNREADABLE,
                            binding,
                            database.name() + " cannot be read: " + unreadable.why())
                    .mendedBy("run the same command again"));
        } else if (database instanceof DatabaseAudit.Read read) {
            read.otherName()
                    .ifPresent(other -> all.add(in(
                                    environment,
                                    FindingKind.DATABASE_MISNAMED,
                                    binding,
                                    "its id is the database '" + other + "', not '" + database.name() + "'")
                            .mendedBy("correct the id or the name in the POM and in the wrangler config")));
            tracking(environment, binding, read.tracking());
        }
    }

    private void tracking(String environment, String binding, Tracking tracking) {
        tracking.trouble()
                .ifPresent(why -> all.add(in(
                        environment,
                        FindingKind.MIGRATIONS_UNREADABLE,
                        binding,
                        "the migration files cannot be read: " + why)));
        if (!tracking.withoutFile().isEmpty()) {
            all.add(in(
                            environment,
                            FindingKind.MIGRATION_WITHOUT_FILE,
                            binding,
                            tracking.table() + " lists " + told(tracking.withoutFile())
                                    + ", and the project has no such"
                                    + (tracking.withoutFile().size() == 1 ? " file" : " files"))
                    .mendedBy("git log --diff-filter=D -- "
                            + new ShellWord("*" + tracking.withoutFile().get(0)).quoted() + " shows who took it away"));
        }
        if (!tracking.untracked().isEmpty()) {
            all.add(in(
                            environment,
                            FindingKind.MIGRATION_NOT_LISTED,
                            binding,
                            (tracking.present()
                                            ? tracking.table() + " does not list "
                                            : "there is no " + tracking.table() + ", and so no trace of ")
                                    + told(tracking.untracked()))
                    .mendedBy("mvn d4:migrations -Dd4.environment=" + environment));
        }
    }

    private static String told(List<String> files) {
        return files.size() == 1 ? files.get(0) : files.size() + " files, the first of them " + files.get(0);
    }

    private void bucket(String environment, BucketAudit bucket) {
        if (bucket instanceof BucketAudit.Unreadable unreadable) {
            all.add(in(
                    environment,
                    FindingKind.BUCKET_UNREADABLE,
                    bucket.binding(),
                    bucket.name() + " cannot be read: " + unreadable.why()));
        } else if (bucket instanceof BucketAudit.NotGiven silent) {
            all.add(in(
                    environment,
                    FindingKind.BUCKET_NOT_COUNTED,
                    bucket.binding(),
                    "how much is in " + bucket.name() + " is not given: " + silent.why()));
        }
    }

    private void site(String environment, SiteAudit site) {
        if (site instanceof SiteAudit.Unreadable unreadable) {
            all.add(in(
                    environment, FindingKind.SITE_UNREADABLE, site.place(), "it cannot be read: " + unreadable.why()));
        } else if (site instanceof SiteAudit.Nothing) {
            all.add(in(environment, FindingKind.SITE_NOT_PUBLISHED, site.place(), "nothing was ever published there"));
        } else if (site instanceof SiteAudit.Live live) {
            published(environment, live);
        }
    }

    private void published(String environment, SiteAudit.Live live) {
        String release = "mvn deploy -P" + environment;
        if (!live.byD4()) {
            all.add(in(environment, FindingKind.SITE_NOT_BY_D4, live.place(), "what users meet there is not d4's")
                    .mendedBy(release));
        }
        if (live.kinship() instanceof SiteAudit.Kinship.Other other) {
            all.add(in(
                            environment,
                            FindingKind.SITE_OF_OTHER_RELEASE,
                            live.place(),
                            "it is of another release than the Worker, which names commit " + other.commit())
                    .mendedBy(release));
        } else if (live.kinship() instanceof SiteAudit.Kinship.Unknown unknown) {
            all.add(in(environment, FindingKind.SITE_RELEASE_UNKNOWN, live.place(), unknown.why()));
        }
        if (live.deployment().dirty()) {
            all.add(in(
                            environment,
                            FindingKind.SITE_DIRTY,
                            live.place(),
                            "it was made from a working tree with changes that are in no commit")
                    .mendedBy(release));
        }
    }

    private void secrets(SecretsAudit secrets) {
        secrets.secrets().forEach(secret -> secret.findings().forEach(finding -> secret(secret, finding)));
        if (secrets.code() instanceof CodeReading.Unknown unknown) {
            all.add(everywhere(FindingKind.CODE_NOT_SEARCHED, "code", "it was not searched: " + unknown.why()));
        }
    }

    private void secret(Secret secret, SecretsAudit.Finding finding) {
        FindingKind kind = switch (finding.kind()) {
            case MISSING -> FindingKind.SECRET_MISSING;
            case PLAIN_TEXT -> FindingKind.SECRET_IN_PLAIN_TEXT;
            case SHADOWED -> FindingKind.SECRET_SHADOWED;
            case NOT_IN_POM -> FindingKind.SECRET_NOT_IN_POM;
            case NOT_BOUND -> FindingKind.SECRET_NOT_BOUND;
            case NOT_FOUND -> FindingKind.SECRET_NOT_FOUND;
        };
        if (finding.environments().isEmpty()) {
            all.add(everywhere(kind, secret.name(), sentence(finding.kind())).mendedBy(remedy(kind, secret, "")));
        }
        // A Worker that does not exist lacks them all, and is told of once.
        finding.environments().stream()
                .filter(name -> kind != FindingKind.SECRET_MISSING || isLive(name))
                .forEach(name -> all.add(
                        in(name, kind, secret.name(), sentence(finding.kind())).mendedBy(remedy(kind, secret, name))));
    }

    private boolean isLive(String environment) {
        return audit.secrets().stream()
                .flatMap(secrets -> secrets.environments().stream())
                .anyMatch(each -> each.name().equals(environment) && each.live());
    }

    private static String sentence(SecretsAudit.Kind kind) {
        return switch (kind) {
            case MISSING -> "the live version does not have this secret";
            case PLAIN_TEXT -> "the live version has this secret in plain text";
            case SHADOWED -> SHADOWED;
            case NOT_IN_POM -> "the live version has this secret, and the POM does not name it";
            case NOT_BOUND -> "the code reads it, and nothing is bound to the name";
            case NOT_FOUND -> "its name was not found in the code";
        };
    }

    private static String remedy(FindingKind kind, Secret secret, String environment) {
        return switch (kind) {
            case SECRET_MISSING, SECRET_IN_PLAIN_TEXT ->
                "mvn d4:put-secret -Dd4.environment=" + environment + " -Dd4.secrets=" + secret.name()
                        + " -Dd4.fromEnvironment";
            case SECRET_SHADOWED -> "take it out of the vars";
            case SECRET_NOT_FOUND -> "look whether it is still needed: the search cannot prove that it is not";
            default -> "name it in <worker><secrets>";
        };
    }

    private void delta(Delta delta) {
        Optional<String> second = Optional.of(delta.second());
        String place = delta.binding() + ", " + delta.first() + " and " + delta.second();
        delta.trouble()
                .ifPresent(why -> all.add(new AuditFinding(
                        FindingKind.SCHEMA_NOT_COMPARED,
                        second,
                        delta.binding(),
                        "the schemas of " + place + ", were not compared: " + why,
                        Optional.empty())));
        delta.items()
                .forEach(item -> all.add(new AuditFinding(
                        FindingKind.SCHEMA_DIFFERS,
                        second,
                        delta.binding() + " " + item.kind() + " " + item.name(),
                        sentence(delta, item),
                        Optional.of(remedy(delta, item)))));
    }

    private static String sentence(Delta delta, DeltaItem item) {
        String who = item.second().isEmpty()
                ? "only " + delta.first() + " has it"
                : item.first().isEmpty()
                        ? "only " + delta.second() + " has it"
                        : delta.first() + " and " + delta.second() + " do not have it alike";
        return who + "; "
                + (item.migrations().isEmpty()
                        ? "no migration makes it"
                        : String.join(", ", item.migrations()) + " makes it");
    }

    private static String remedy(Delta delta, DeltaItem item) {
        if (item.closing() instanceof Closing.ByHand byHand) {
            return byHand.why();
        }
        String lacking = item.closing() instanceof Closing.Statements statements
                ? statements.environment()
                : ((Closing.WithAnother) item.closing()).environment();
        return "mvn d4:reconcile -Dd4.environment=" + lacking + " -Dd4.from="
                + (lacking.equals(delta.first()) ? delta.second() : delta.first());
    }

    private void token(TokenAudit token) {
        if (token instanceof TokenAudit.Unknown unknown) {
            all.add(everywhere(FindingKind.TOKEN_UNREADABLE, "token", unknown.why()));
        } else if (token instanceof TokenAudit.Known known
                && known.rights() instanceof TokenAudit.Rights.Told told
                && !told.writing().isEmpty()) {
            all.add(everywhere(
                    FindingKind.TOKEN_MAY_WRITE,
                    "token",
                    "it may write (" + String.join(", ", told.writing()) + "), and an audit only reads"));
        }
    }
}
