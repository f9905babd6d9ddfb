package com.pmerit.d4.report.html;

import com.pmerit.d4.report.html.Schema.Column;
import com.pmerit.d4.report.html.Schema.Link;
import com.pmerit.d4.report.html.Schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the tables of a diagram stand, in CSS pixels. A table stands to the right of those it refers to; tables without foreign
 * keys stand below all others.
 */
final class Layout {
    static final int WIDTH = 270;
    static final int LINE = 18;

    private static final int GAP_BETWEEN_COLUMNS = 64;
    private static final int GAP_BETWEEN_BOXES = 20;
    private static final int MARGIN = 4;
    private static final int TALLEST_COLUMN = 1_600;
    private static final int FEWEST_COLUMNS = 3;
    private static final int MOST_LINES = 12;

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private int width;
    private int height;

    /**
     * A table in its place.
     *
     * @param columns those that are shown
     * @param leftOut how many are not
     */
    record Box(Table table, List<Column> columns, int leftOut, int x, int y) {
        private static final int NAME = 24;

        Box {
            columns = List.copyOf(columns);
        }

        int head() {
            return table.changed() ? NAME + LINE : NAME;
        }

        int height() {
            return head() + (columns.size() + (leftOut > 0 ? 1 : 0)) * LINE + 8;
        }

        /** The height at which a line to this column ends. */
        int height(List<String> names) {
            for (int i = 0; i < columns.size() && !names.isEmpty(); i++) {
                if (columns.get(i).name().equalsIgnoreCase(names.get(0))) {
                    return y + head() + i * LINE + LINE / 2 + 2;
                }
            }
            return y + NAME / 2;
        }

        private Box at(int newX, int newY) {
            return new Box(table, columns, leftOut, newX, newY);
        }
    }

    Layout(Schema schema) {
        schema.tables().forEach(table -> tables.put(table.key(), table));
        Set<String> linked = linked();
        List<List<Box>> columns = columns(linked);
        place(columns);
        List<Box> alone = tables.values().stream()
                .filter(table -> !linked.contains(table.key()))
                .map(Layout::box)
                .toList();
        placeBelow(alone, Math.max(FEWEST_COLUMNS, columns.size()));
    }

    List<Box> boxes() {
        return List.copyOf(boxes.values());
    }

    /** The table a foreign key leads to, when it is there. */
    Optional<Box> parent(Link link) {
        return Optional.ofNullable(boxes.get(Schema.folded(link.parent())));
    }

    int width() {
        return width + MARGIN;
    }

    int height() {
        return height + MARGIN;
    }

    private Set<String> linked() {
        Set<String> linked = new HashSet<>();
        for (Table table : tables.values()) {
            for (Link link : table.links()) {
                String parent = Schema.folded(link.parent());
                if (tables.containsKey(parent) && !parent.equals(table.key())) {
                    linked.add(parent);
                    linked.add(table.key());
                }
            }
        }
        return linked;
    }

    /** One more than the highest rank of the parents; in a circle, what is met first stands last. */
    private int rank(Table table, Set<String> above) {
        Integer known = ranks.get(table.key());
        if (known != null) {
            return known;
        }
        above.add(table.key());
        int rank = 0;
        for (Link link : table.links()) {
            Table parent = tables.get(Schema.folded(link.parent()));
            if (parent != null && !above.contains(parent.key())) {
                rank = Math.max(rank, rank(parent, above) + 1);
            }
        }
        above.remove(table.key());
        ranks.put(table.key(), rank);
        return rank;
    }

    private List<List<Box>> columns(Set<String> linked) {
        List<List<Box>> byRank = new ArrayList<>();
        for (Table table : tables.values()) {
            if (linked.contains(table.key())) {
                int rank = rank(table, new HashSet<>());
                while (byRank.size() <= rank) {
                    byRank.add(new ArrayList<>());
                }
                byRank.get(rank).add(box(table));
            }
        }
        return byRank;
    }

    private static Box box(Table table) {
        List<Column> columns = table.columns();
        if (columns.size() > MOST_LINES) {
            Set<String> keys = new HashSet<>();
            table.links().forEach(link -> link.columns().forEach(name -> keys.add(Schema.folded(name))));
            List<Column> needed = columns.stream()
                    .filter(column -> column.primaryKey()
                            || column.change() != Change.SAME
                            || keys.contains(Schema.folded(column.name())))
                    .toList();
            int room = Math.max(0, MOST_LINES - 1 - needed.size());
            Set<Column> shown = new HashSet<>(needed);
            columns.stream()
                    .filter(column -> !shown.contains(column))
                    .limit(room)
                    .toList()
                    .forEach(shown::add);
            columns = columns.stream().filter(shown::contains).toList();
        }
        return new Box(table, columns, table.columns().size() - columns.size(), 0, 0);
    }

    private void place(List<List<Box>> columns) {
        int x = MARGIN;
        for (List<Box> column : columns) {
            int y = MARGIN;
            List<Box> sorted = column.stream()
                    .sorted(Comparator.comparingInt(this::heightOfParents))
                    .toList();
            for (Box box : sorted) {
                if (y > MARGIN && y + box.height() > TALLEST_COLUMN) {
                    x += WIDTH + GAP_BETWEEN_COLUMNS;
                    y = MARGIN;
                }
                put(box.at(x, y));
                y += box.height() + GAP_BETWEEN_BOXES;
            }
            x += WIDTH + GAP_BETWEEN_COLUMNS;
        }
    }

    private int heightOfParents(Box box) {
        return (int) box.table().links().stream()
                .flatMap(link -> parent(link).stream())
                .mapToInt(Box::y)
                .average()
                .orElse(0);
    }

    private void placeBelow(List<Box> alone, int columns) {
        int top = height == 0 ? MARGIN : height + 2 * GAP_BETWEEN_BOXES;
        int[] free = new int[columns];
        for (Box box : alone) {
            int shortest = 0;
            for (int i = 1; i < columns; i++) {
                shortest = free[i] < free[shortest] ? i : shortest;
            }
            put(box.at(MARGIN + shortest * (WIDTH + GAP_BETWEEN_COLUMNS), top + free[shortest]));
            free[shortest] += box.height() + GAP_BETWEEN_BOXES;
        }
    }

    private void put(Box box) {
        boxes.put(box.table().key(), box);
        width = Math.max(width, box.x() + WIDTH);
        height = Math.max(height, box.y() + box.height());
    }
}
