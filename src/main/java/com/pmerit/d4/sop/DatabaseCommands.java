package com.pmerit.d4.sop;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code wrangler d1} does: which database it takes, and where. Both its {@code database} argument and {@code --remote} matter:
 * the first is demanded, and without the second {@code d1 execute} and {@code d1 migrations} take the local database (wrangler since
 * 3.33).
 */
final class DatabaseCommands {
    private DatabaseCommands() {}

    /**
     * What becomes of a command.
     *
     * @param environment the one that its {@code --env} takes
     */
    static Ruling judge(CommandLine line, Environment environment) {
        boolean migrations = line.begins("d1", "migrations", "apply") || line.begins("d1", "migrations", "list");
        if (!migrations && !line.begins("d1", "execute")) {
            return line.begins("d1", "export") || line.begins("d1", "time-travel")
                    ? enforced(
                            "d4:backup",
                            "mvn d4:backup and mvn d4:restore, whose dump counts only after it was restored")
                    : new Ruling.NotUnderstood("what this wrangler d1 command is there for is not known");
        }
        List<String> faults = faults(line, environment, line.word(migrations ? 3 : 2));
        if (!faults.isEmpty()) {
            return new Ruling.Contradicted(String.join("; ", faults), instead(line, environment));
        }
        if (line.begins("d1", "migrations", "apply")) {
            return enforced(
                    "mvn deploy -P" + environment.name(),
                    "its step migrate; alone: mvn d4:migrate -P" + environment.name());
        }
        return migrations || readsTracking(line, environment)
                ? enforced("d4:migrations", "mvn d4:migrations shows how every file stands in every database")
                : free(line);
    }

    private static List<String> faults(CommandLine line, Environment environment, Optional<String> named) {
        List<String> faults = new ArrayList<>();
        if (named.isEmpty()) {
            faults.add("it names no database, which wrangler demands, and so does nothing");
        } else if (database(environment, named.get()).isEmpty()) {
            faults.add(environment.name() + " binds no database " + named.get() + ", but "
                    + environment.databases().entrySet().stream()
                            .map(each -> each.getKey() + " (" + each.getValue().name() + ")")
                            .toList());
        }
        if (!line.has("--remote")) {
            faults.add("without --remote it is about the local database of this machine, not that of "
                    + environment.name());
        }
        return faults;
    }

    private static String instead(CommandLine line, Environment environment) {
        if (line.begins("d1", "migrations", "apply")) {
            return "mvn d4:migrate -P" + environment.name();
        }
        return readsTracking(line, environment) || line.begins("d1", "migrations")
                ? "mvn d4:migrations -P" + environment.name()
                : "name the database, and add --remote";
    }

    private static Ruling free(CommandLine line) {
        String sql =
                line.option("--command").orElse("").toUpperCase(Locale.ROOT).strip();
        return sql.startsWith("SELECT")
                ? new Ruling.NotEnforced(
                        "it asks the right database, and no gate asks the same",
                        "mvn d4:audit counts the rows of the tables that the POM names in <count>")
                : new Ruling.NotAutomatable(
                        "it changes the database past the migrations: no file tells of it, and nothing takes it back");
    }

    /** Whether its SQL asks which migrations are applied. */
    private static boolean readsTracking(CommandLine line, Environment environment) {
        String sql = line.option("--command").orElse("").toLowerCase(Locale.ROOT);
        return sql.startsWith("select")
                && (sql.contains("d1_migrations")
                        || environment.databases().values().stream()
                                .anyMatch(each ->
                                        sql.contains(each.migrationsTable().toLowerCase(Locale.ROOT))));
    }

    private static Optional<Database> database(Environment environment, String named) {
        return environment.databases().entrySet().stream()
                .filter(each ->
                        each.getKey().equals(named) || each.getValue().name().equals(named))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Ruling enforced(String by, String reason) {
        return new Ruling.Enforced(by, reason);
    }
}
