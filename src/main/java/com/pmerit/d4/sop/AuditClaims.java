package com.pmerit.d4.sop;

import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.RowCount;
import com.pmerit.d4.audit.Tracking;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an SOP says of a database: its tables, size, region, tracking and rows. */
final class AuditClaims implements ClaimJudge {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kKMG]?)i?B");
    private static final String GOAL = "d4:sop";

    private final ProjectState state;
    private final EnvironmentNames names;

    AuditClaims(ProjectState state, EnvironmentNames names) {
        this.state = state;
        this.names = names;
    }

    /** Whether a label tells of rows: the table that it may name. */
    static Optional<String> table(Statement statement) {
        return statement instanceof Statement.Claim claim && isAudit(claim)
                ? claim.label()
                        .map(label -> label.toLowerCase(Locale.ROOT))
                        .filter(label -> label.matches("[a-z_][a-z0-9_]*"))
                        .filter(label -> !label.equals("tables") && !label.equals("size") && !label.equals("region"))
                        .filter(label -> NUMBER.matcher(claim.text()).find())
                : Optional.empty();
    }

    private static boolean isAudit(Statement.Claim claim) {
        return claim.headings().stream()
                .anyMatch(heading -> heading.toLowerCase(Locale.ROOT).contains("audit"));
    }

    @Override
    public Optional<Ruling> judge(Statement.Claim claim) {
        Optional<EnvironmentState> environment = names.above(claim.headings());
        if (claim.label().isEmpty() || environment.isEmpty() || !isAudit(claim)) {
            return Optional.empty();
        }
        String name = environment.get().environment().name();
        if (state.audit().trouble().isPresent()) {
            return Optional.of(new Ruling.Unreadable(state.audit().trouble().get()));
        }
        List<DatabaseAudit> databases = state.databases(name);
        Optional<DatabaseAudit> database = databases.stream()
                .filter(each -> claim.headings().stream().anyMatch(heading -> names(heading, each.name())))
                .findFirst()
                .or(() -> databases.size() == 1 ? Optional.of(databases.get(0)) : Optional.empty());
        return database.flatMap(found -> found instanceof DatabaseAudit.Read read
                ? judged(claim.label().get().toLowerCase(Locale.ROOT), claim.text(), read)
                : Optional.of(new Ruling.Unreadable(((DatabaseAudit.Unreadable) found).why())));
    }

    private static boolean names(String heading, String database) {
        return Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(database) + "(?![A-Za-z0-9_-])")
                .matcher(heading)
                .find();
    }

    private static Optional<Ruling> judged(String label, String text, DatabaseAudit.Read read) {
        return switch (label) {
            case "tables" ->
                number(text).map(said -> compared(said, read.tables().user(), "tables", read));
            case "size" -> size(text, read);
            case "region" ->
                Optional.of(same(
                        read.region().filter(text::equalsIgnoreCase).isPresent(),
                        read.name() + " lies in " + read.region().orElse("a region that is not given")));
            case "migration tracking", "tracking", "migrations" -> number(text).map(said -> tracking(said, text, read));
            default -> rows(label, text, read);
        };
    }

    private static Optional<Ruling> rows(String label, String text, DatabaseAudit.Read read) {
        Optional<RowCount> count = read.rows().stream()
                .filter(each -> each.table().equalsIgnoreCase(label))
                .findFirst();
        return count.flatMap(found -> number(text)
                .map(said -> found.rows()
                        .<Ruling>map(rows -> compared(said, rows, "rows in " + found.table(), read))
                        .orElseGet(() -> new Ruling.Contradicted(
                                read.name() + " has no table " + found.table(), "correct the name, or leave it out"))));
    }

    private static Ruling tracking(long said, String text, DatabaseAudit.Read read) {
        Tracking tracking = read.tracking();
        String fact = read.name() + " lists " + tracking.entries()
                + (tracking.entries() == 1 ? " file, and " : " files, and ")
                + (tracking.untracked().isEmpty()
                        ? "none"
                        : tracking.untracked().size())
                + " of the project's are not listed";
        return same(said == tracking.entries() && saysRightly(text, tracking), fact);
    }

    /** Whether the words beside the number fit as well. */
    static boolean saysRightly(String text, Tracking tracking) {
        String words = text.toLowerCase(Locale.ROOT);
        return words.contains("fully tracked")
                ? tracking.isComplete()
                : !words.contains("gap") || !tracking.untracked().isEmpty();
    }

    private static Optional<Ruling> size(String text, DatabaseAudit.Read read) {
        Matcher said = SIZE.matcher(text);
        if (!said.find() || read.bytes().isEmpty()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(said.group(1));
        int power = " kmg".indexOf((said.group(2) + " ").substring(0, 1).toLowerCase(Locale.ROOT));
        boolean fits = List.of(1000, 1024).stream()
                .map(kilo -> BigDecimal.valueOf(read.bytes().get())
                        .divide(BigDecimal.valueOf(kilo).pow(power), number.scale(), RoundingMode.HALF_UP))
                .anyMatch(measured -> measured.compareTo(number) == 0);
        return Optional.of(same(fits, read.name() + " has " + read.bytes().get() + " bytes"));
    }

    private static Ruling compared(long said, long is, String what, DatabaseAudit.Read read) {
        return same(said == is, read.name() + " has " + is + " " + what);
    }

    private static Ruling same(boolean same, String fact) {
        return same
                ? new Ruling.Enforced(GOAL, fact)
                : new Ruling.Contradicted(fact, "correct it, or leave it to mvn d4:audit");
    }

    private static Optional<Long> number(String text) {
        Matcher found = NUMBER.matcher(text.replace(",", ""));
        return found.find() && found.group().length() < 18
                ? Optional.of(Long.parseLong(found.group()))
                : Optional.empty();
    }
}
