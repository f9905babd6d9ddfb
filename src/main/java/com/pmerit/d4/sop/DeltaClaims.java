package com.pmerit.d4.sop;

import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.database.MigrationName;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an SOP says of the difference of two schemas: how many tables the one has more, which, and which migration makes them. */
final class DeltaClaims implements ClaimJudge {
    private static final Pattern MORE =
            Pattern.compile("(\\d{1,6})\\s+(?:extra|more|additional)\\s+tables?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MIGRATION = Pattern.compile("migration\\s+(\\d{1,9})", Pattern.CASE_INSENSITIVE);

    private static final Pattern FILE = Pattern.compile("\\(([^()]+\\.sql)\\)");
    private static final Pattern RENAMED =
            Pattern.compile("(?:different|another|other) nam(?:e|es|ing)|renamed", Pattern.CASE_INSENSITIVE);

    private final ProjectState state;
    private final EnvironmentNames names;

    DeltaClaims(ProjectState state, EnvironmentNames names) {
        this.state = state;
        this.names = names;
    }

    @Override
    public Optional<Ruling> judge(Statement.Claim claim) {
        Optional<EnvironmentState> first = names.lastIn(claim.text());
        Matcher more = MORE.matcher(claim.text());
        boolean counts = more.find();
        boolean item = claim.section().toLowerCase(Locale.ROOT).contains("delta")
                && !claim.text().equals(claim.section())
                && !claim.quotes().isEmpty();
        if (!counts && !item) {
            return Optional.empty();
        }
        Optional<String> trouble = trouble();
        if (trouble.isPresent()) {
            return Optional.of(new Ruling.Unreadable(trouble.get()));
        }
        if (counts) {
            return names.lastIn(claim.text().substring(0, more.start()))
                    .or(() -> first)
                    .map(each -> count(
                            Long.parseLong(more.group(1)), each.environment().name()));
        }
        return Optional.of(item(claim));
    }

    private Optional<String> trouble() {
        return state.audit()
                .trouble()
                .or(() -> state.deltas().stream()
                        .map(Delta::trouble)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(() -> state.deltas().isEmpty()
                                ? Optional.of("no two environments have a database that could be compared")
                                : Optional.empty()));
    }

    private Ruling count(long said, String environment) {
        List<String> tables = state.deltas().stream()
                .flatMap(delta -> delta.items().stream()
                        .filter(item -> item.kind().equals("table"))
                        .filter(item -> environment.equals(onlyIn(delta, item).orElse(""))))
                .map(DeltaItem::name)
                .toList();
        String fact = environment + " alone has " + tables.size() + (tables.size() == 1 ? " table" : " tables")
                + (tables.isEmpty() ? "" : ": " + String.join(", ", tables));
        return ruling(said == tables.size(), fact);
    }

    private Ruling item(Statement.Claim claim) {
        String name = claim.quotes().get(0).code();
        for (Delta delta : state.deltas()) {
            for (DeltaItem item : delta.items()) {
                if (item.name().equals(name)) {
                    return item(claim.text(), delta, item);
                }
            }
        }
        return new Ruling.Contradicted(
                "there is no difference in " + name + " any more: all databases have it alike, or none has it",
                "take the line out");
    }

    private static Ruling item(String text, Delta delta, DeltaItem item) {
        String where = onlyIn(delta, item)
                .map(environment -> "only " + environment + " has the " + item.kind() + " " + item.name())
                .orElse("the " + item.kind() + " " + item.name() + " is not alike");
        String maker = item.migrations().isEmpty()
                ? "; no migration makes it"
                : ", from " + String.join(", ", item.migrations());
        List<String> others = otherNames(delta, item);
        boolean renamed = RENAMED.matcher(text).find();
        String other = others.isEmpty()
                ? "; no table of the other is like it"
                : "; it may be " + String.join(" or ", others) + " of the other";
        return ruling(
                namesMaker(text, item) && (!renamed || !others.isEmpty()), where + maker + (renamed ? other : ""));
    }

    /** Whether the number and the file that the text names, if it names any, are those of the migration that makes it. */
    private static boolean namesMaker(String text, DeltaItem item) {
        Matcher number = MIGRATION.matcher(text);
        Matcher file = FILE.matcher(text);
        boolean byNumber = !number.find()
                || item.migrations().stream()
                        .anyMatch(made ->
                                new MigrationName(made).number().equals(Optional.of(new BigInteger(number.group(1)))));
        return byNumber && (!file.find() || item.migrations().stream().anyMatch(made -> made.endsWith(file.group(1))));
    }

    private static List<String> otherNames(Delta delta, DeltaItem item) {
        return delta.likenesses().stream()
                .filter(alike ->
                        alike.first().equals(item.name()) || alike.second().equals(item.name()))
                .map(alike -> alike.first().equals(item.name()) ? alike.second() : alike.first())
                .toList();
    }

    private static Optional<String> onlyIn(Delta delta, DeltaItem item) {
        if (item.second().isEmpty()) {
            return Optional.of(delta.first());
        }
        return item.first().isEmpty() ? Optional.of(delta.second()) : Optional.empty();
    }

    private static Ruling ruling(boolean holds, String fact) {
        return holds
                ? new Ruling.Enforced("d4:audit", fact + "; with -Dd4.failOnDrift the build fails for it")
                : new Ruling.Contradicted(fact, "correct it, or leave it to mvn d4:audit");
    }
}
