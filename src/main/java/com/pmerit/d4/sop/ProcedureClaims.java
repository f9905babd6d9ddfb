package com.pmerit.d4.sop;

import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Tracking;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of a procedure that tell a rule and no command. */
final class ProcedureClaims implements ClaimJudge {
    private static final Pattern COUNT =
            Pattern.compile("\\b(?:all\\s+)?(\\d{1,6})\\s+(?:migrations|entries)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern MIGRATED =
            Pattern.compile("migrations? (?:are |is )?applied to (\\w+) (?:before|first)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRIED = Pattern.compile(
            "\\b(\\w+) (?:is |was )?(?:deployed|released|smoke-tested)\\b.* first\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern GAPS = Pattern.compile("tracking gaps?", Pattern.CASE_INSENSITIVE);

    private final ProjectState state;
    private final EnvironmentNames names;
    private final List<Rule> rules;

    ProcedureClaims(ProjectState state, EnvironmentNames names) {
        this.state = state;
        this.names = names;
        this.rules = List.of(
                rule(
                        "forward-only",
                        enforced(
                                "d4:migrate",
                                "no goal takes a migration back; mvn d4:undo-migration"
                                        + " writes a file that does, and a restore shows its losses first")),
                rule(
                        "migration that (undoes|reverses)",
                        enforced(
                                "d4:undo-migration",
                                "mvn d4:undo-migration" + " -Dd4.migration=FILE writes it, tried on a copy")),
                rule(
                        "\\breconcile\\b|adding (the )?missing tables",
                        enforced(
                                "d4:reconcile",
                                "mvn d4:reconcile writes the" + " migration, by statements that only add")),
                rule(
                        "never (manually )?drop|\\bdrop\\b.*backup",
                        notAutomatable("nobody stops a person who types into"
                                + " the database; of a file that drops, gate lint asks for a waiver and step backup takes a"
                                + " proven dump")),
                rule(
                        "automatic(ally)? on (git )?push",
                        notAutomatable(
                                "what a push does is Pages' own Git integration;"
                                        + " mvn deploy publishes the site itself unless the POM says <publish>false</publish>")));
    }

    private record Rule(Pattern pattern, Ruling ruling) {}

    private static Rule rule(String expression, Ruling ruling) {
        return new Rule(Pattern.compile(expression, Pattern.CASE_INSENSITIVE), ruling);
    }

    private static Ruling enforced(String by, String reason) {
        return new Ruling.Enforced(by, reason);
    }

    private static Ruling notAutomatable(String reason) {
        return new Ruling.NotAutomatable(reason);
    }

    @Override
    public Optional<Ruling> judge(Statement.Claim claim) {
        return tracked(claim.text())
                .or(() -> order(claim.text()))
                .or(() -> rules.stream()
                        .filter(rule -> rule.pattern().matcher(claim.text()).find())
                        .map(Rule::ruling)
                        .findFirst());
    }

    private Optional<Ruling> tracked(String text) {
        Matcher count = COUNT.matcher(text);
        if (count.find()) {
            long said = Long.parseLong(count.group(1));
            return about(text.substring(0, count.start()))
                    .map(environment -> told(
                            environment,
                            tracking -> said == tracking.entries() && AuditClaims.saysRightly(text, tracking)));
        }
        Matcher gaps = GAPS.matcher(text);
        return gaps.find()
                ? about(text.substring(0, gaps.start()))
                        .map(environment -> told(
                                environment, tracking -> !tracking.untracked().isEmpty()))
                : Optional.empty();
    }

    /** What comes first: an environment that another one comes after in the POM. */
    private Optional<Ruling> order(String text) {
        return first(
                        MIGRATED,
                        text,
                        enforced(
                                "gate migrations",
                                "a release fails while the environment before it lacks a" + " migration"))
                .or(() -> first(
                        TRIED,
                        text,
                        enforced(
                                "gate staging-first",
                                "it asks that the environment before runs this"
                                        + " very code and answers its smoke test, now")));
    }

    private Optional<Ruling> first(Pattern rule, String text, Ruling ruling) {
        Matcher found = rule.matcher(text);
        return found.find()
                ? names.in(found.group(1))
                        .map(each -> comesFirst(each)
                                ? ruling
                                : new Ruling.Contradicted(
                                        "in the POM no environment comes after "
                                                + each.environment().name(),
                                        "write <after>" + each.environment().name() + "</after>, or correct the order"))
                : Optional.empty();
    }

    private boolean comesFirst(EnvironmentState first) {
        return names.all().stream()
                .anyMatch(each -> each.environment()
                        .after()
                        .equals(Optional.of(first.environment().name())));
    }

    private Optional<EnvironmentState> about(String before) {
        return names.lastIn(before);
    }

    private Ruling told(EnvironmentState environment, Function<Tracking, Boolean> holds) {
        if (state.audit().trouble().isPresent()) {
            return new Ruling.Unreadable(state.audit().trouble().get());
        }
        List<DatabaseAudit> databases =
                state.databases(environment.environment().name());
        if (databases.size() != 1) {
            return new Ruling.NotUnderstood("it does not say which of " + databases.size() + " databases it means");
        }
        if (!(databases.get(0) instanceof DatabaseAudit.Read read)) {
            return new Ruling.Unreadable(((DatabaseAudit.Unreadable) databases.get(0)).why());
        }
        Tracking tracking = read.tracking();
        String fact = read.name() + " lists " + tracking.entries() + " files, and "
                + (tracking.untracked().isEmpty()
                        ? "none"
                        : tracking.untracked().size())
                + " of the project's are not listed; of the sentence nothing else is judged";
        return holds.apply(tracking)
                ? new Ruling.Enforced("gate migrations", fact)
                : new Ruling.Contradicted(fact, "correct it, or leave it to mvn d4:audit");
    }
}
