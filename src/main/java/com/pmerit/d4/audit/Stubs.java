package com.pmerit.d4.audit;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person may begin with where no statement that only adds ends a difference: lines for a comment, none of which is ever
 * run by d4. The first schema is the wanted one, the second one that of the target.
 */
final class Stubs {
    private static final Set<String> REPLACED = Set.of("index", "view", "trigger");

    private final WantedSchema from;
    private final Environment target;
    private final Database database;
    private final Ground ground;
    private final List<Likeness> likenesses;

    Stubs(WantedSchema from, Environment target, Database database, Ground ground, List<Likeness> likenesses) {
        this.from = from;
        this.target = target;
        this.database = database;
        this.ground = ground;
        this.likenesses = List.copyOf(likenesses);
    }

    /** The lines for one difference; none where nothing can be begun with. */
    List<String> of(DeltaItem item) {
        if (item.first().isEmpty()) {
            return extra(item);
        }
        if (REPLACED.contains(item.kind())) {
            List<String> lines = new ArrayList<>(List.of(dropping(item)));
            ground.wanted().alone(item.kind(), item.name()).forEach(sql -> lines.add(sql + ";"));
            return lines;
        }
        if (item.kind().equals("column")
                && item.second().isEmpty()
                && item.closing() instanceof Closing.Statements added) {
            return once(added.sql());
        }
        return rebuilding(item);
    }

    private List<String> extra(DeltaItem item) {
        if (item.kind().equals("table")) {
            return Likeness.ofSecond(likenesses, item.name())
                    .map(Stubs::moving)
                    .orElseGet(() -> List.of(dropping(item)));
        }
        if (item.kind().equals("virtual table") || REPLACED.contains(item.kind())) {
            return List.of(dropping(item));
        }
        Optional<String> table = ground.given().tableOf(item.name());
        if (item.kind().equals("column") && table.isPresent()) {
            String column = item.name().substring(table.get().length() + 1);
            return List.of("ALTER TABLE " + quoted(table.get()) + " DROP COLUMN " + quoted(column) + ";");
        }
        return rebuilding(item);
    }

    private static List<String> moving(Likeness likeness) {
        String shared = list(likeness.alike());
        List<String> all = new ArrayList<>(likeness.alike());
        all.addAll(likeness.onlySecond());
        List<String> lines = new ArrayList<>();
        lines.add("it may be " + likeness.first() + " under another name: "
                + likeness.alike().size() + " columns are alike. If so, in every environment:");
        lines.add("CREATE TABLE IF NOT EXISTS " + quoted(likeness.second()) + " (" + list(all) + ");");
        lines.add("INSERT INTO " + quoted(likeness.first()) + " (" + shared + ") SELECT " + shared + " FROM "
                + quoted(likeness.second()) + ";");
        lines.add("DROP TABLE " + quoted(likeness.second()) + ";");
        unlike(likeness.first(), likeness.onlyFirst()).ifPresent(lines::add);
        unlike(likeness.second(), likeness.onlySecond()).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> unlike(String table, List<String> columns) {
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of("only " + table + " has " + String.join(", ", columns));
    }

    private List<String> once(List<String> statements) {
        List<String> lines = new ArrayList<>();
        lines.add("once, by hand, and then mvn d4:baseline " + place() + ":");
        statements.forEach(sql -> lines.add("npx wrangler d1 execute " + database.name() + " --remote --command '"
                + sql.replace("'", "'\\''") + "'"));
        return lines;
    }

    private String place() {
        return "-Dd4.environment=" + target.name()
                + (target.databases().size() > 1 ? " -Dd4.database=" + database.name() : "");
    }

    private List<String> rebuilding(DeltaItem item) {
        return ground.given()
                .tableOf(item.name())
                .map(table -> List.of(
                        "mvn d4:reconcile " + place() + " -Dd4.from=" + from.option() + " -Dd4.rebuild=" + table))
                .orElse(List.of());
    }

    private static String dropping(DeltaItem item) {
        String kind = item.kind().equals("virtual table") ? "table" : item.kind();
        return "DROP " + kind.toUpperCase(Locale.ROOT) + " IF EXISTS " + quoted(item.name()) + ";";
    }

    private static String list(List<String> names) {
        return names.stream().map(Stubs::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
