package com.pmerit.d4.audit;

import com.pmerit.d4.database.Bookkeeping;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The schema table of one live database. */
record LiveContents(List<SchemaObject> objects, Bookkeeping bookkeeping) {
    private static final List<String> ORDER = List.of("table", "index", "view", "trigger");

    LiveContents {
        objects = List.copyOf(objects);
    }

    TableCounts counts() {
        Predicate<SchemaObject> ours = object -> bookkeeping.holds(object.name());
        Predicate<SchemaObject> user =
                object -> !object.isCloudflares() && !object.isSqlites() && !object.isShadow() && !ours.test(object);
        return new TableCounts(
                tables(user),
                tables(user.and(SchemaObject::isVirtual)),
                tables(ours),
                tables(SchemaObject::isSqlites),
                tables(SchemaObject::isCloudflares),
                tables(SchemaObject::isShadow));
    }

    /** Whether there is a table of this name; case does not matter. */
    boolean hasTable(String name) {
        return objects.stream().anyMatch(object -> object.isTable() && object.isNamed(SchemaObject.folded(name)));
    }

    /**
     * The table, as it is written, that a difference is about: its name begins with that of the table.
     *
     * @param difference such as {@code users.email} or {@code users (email)}
     */
    Optional<String> tableOf(String difference) {
        return objects.stream()
                .filter(SchemaObject::isTable)
                .map(SchemaObject::name)
                .filter(name -> isAbout(difference, SchemaObject.folded(name)))
                .max(Comparator.comparingInt(String::length));
    }

    private static boolean isAbout(String difference, String table) {
        return difference.startsWith(table)
                && (difference.length() == table.length() || ". (".indexOf(difference.charAt(table.length())) >= 0);
    }

    /** What makes the schema again, in an order in which it can be run: the objects of the project and of bookkeeping. */
    List<SchemaObject> replayable() {
        return objects.stream()
                .filter(object -> !object.sql().isEmpty())
                .filter(object -> !object.isCloudflares() && !object.isSqlites() && !object.isShadow())
                .sorted(Comparator.comparing(object -> ORDER.indexOf(object.type())))
                .toList();
    }

    /** The statements that make a table, or a view, with all that hangs on it. */
    List<String> whole(String lowerCase) {
        return replayable().stream()
                .filter(object -> object.isOf(Set.of(lowerCase)))
                .map(SchemaObject::sql)
                .toList();
    }

    /** The statements that make the object of this name alone. */
    List<String> alone(String type, String lowerCase) {
        return replayable().stream()
                .filter(object -> object.type().equals(type) && object.isNamed(lowerCase))
                .map(SchemaObject::sql)
                .toList();
    }

    private long tables(Predicate<SchemaObject> wanted) {
        return objects.stream().filter(SchemaObject::isTable).filter(wanted).count();
    }
}
