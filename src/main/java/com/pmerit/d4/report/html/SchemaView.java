package com.pmerit.d4.report.html;

import com.pmerit.d4.report.html.Schema.Column;
import com.pmerit.d4.report.html.Schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A schema as a diagram and as a list. Of a large one in which something differs, first what differs with the tables it refers
 * to, and all tables on demand.
 */
final class SchemaView {
    private static final int MOST_AT_ONCE = 12;

    private final Schema schema;
    private final String binding;

    /**
     * Takes the schema.
     *
     * @param binding of its database
     */
    SchemaView(Schema schema, String binding) {
        this.schema = schema;
        this.binding = binding;
    }

    void write(Html html) {
        int all = schema.tables().size();
        if (all == 0) {
            html.leaf("p", "There are no tables.");
            return;
        }
        Schema changed = schema.aroundWhatDiffers();
        boolean large = all > MOST_AT_ONCE
                && !changed.tables().isEmpty()
                && changed.tables().size() < all;
        if (large) {
            figure(html, changed, "What differs in " + binding + ", with the tables it refers to");
            html.in(Tag.of("details", "class", "long"), () -> {
                html.leaf("summary", "All " + Quantity.count(all, "table") + " as a diagram");
                figure(html, schema, "All tables of " + binding);
            });
        } else {
            figure(html, schema, "All tables of " + binding);
        }
        html.in(Tag.of("details", "class", "long"), () -> {
            html.leaf("summary", "All " + Quantity.count(all, "table") + " as a list");
            schema.tables().forEach(table -> table(html, table));
        });
    }

    private static void figure(Html html, Schema shown, String what) {
        String where =
                shown.second().map(second -> shown.first() + " and " + second).orElse(shown.first());
        String caption = what + ", in " + where;
        String label =
                caption + ": a diagram of " + Quantity.count(shown.tables().size(), "table") + ", "
                        + shown.tables().stream().filter(Table::changed).count()
                        + " of them not alike; the list below says the same in words";
        html.in(Tag.of("figure"), () -> {
            html.in(Tag.of("figcaption"), () -> {
                html.text(caption + ". A line leads from a foreign key to the table it refers to. ");
                legend(html, shown);
            });
            html.in(
                    Tag.of("div", "class", "scroll", "role", "group", "tabindex", "0", "aria-label", caption),
                    () -> new Diagram(shown).write(html, label));
        });
    }

    private static void legend(Html html, Schema shown) {
        if (shown.second().isPresent()) {
            for (Change change : List.of(Change.FIRST_ONLY, Change.SECOND_ONLY, Change.DIFFERENT)) {
                html.leaf(Tag.of("span", "class", "chip " + change.cssClass()), shown.words(change));
            }
        }
    }

    private void table(Html html, Table table) {
        List<String> heads = new ArrayList<>(List.of("Column", "Type", "Key"));
        boolean compared = schema.second().isPresent();
        if (compared) {
            heads.add("Where");
        }
        String words = table.changed() ? ", " + schema.words(table.change()) : "";
        Grid grid = new Grid("Table " + table.name() + (table.virtual() ? " (virtual)" : "") + words, heads);
        for (Column column : table.columns()) {
            List<Consumer<Html>> cells = new ArrayList<>();
            cells.add(Grid.text(column.type() + (column.notNull() ? " not null" : "")));
            cells.add(Grid.text(column.primaryKey() ? "primary key" : ""));
            if (compared) {
                boolean whole = table.change() == Change.FIRST_ONLY || table.change() == Change.SECOND_ONLY;
                cells.add(Grid.text(schema.words(whole ? table.change() : column.change())));
            }
            grid.row(column.name(), cells);
        }
        grid.write(html);
        Evidence.list(
                html,
                "Foreign keys",
                table.links().stream()
                        .map(link ->
                                link.words() + (link.change() == Change.SAME ? "" : ", " + schema.words(link.change())))
                        .toList());
    }
}
