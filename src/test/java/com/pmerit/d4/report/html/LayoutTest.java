package com.pmerit.d4.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.report.html.Layout.Box;
import com.pmerit.d4.report.html.Schema.Column;
import com.pmerit.d4.report.html.Schema.Link;
import com.pmerit.d4.report.html.Schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LayoutTest {
    @Test
    void putsATableToTheRightOfThoseItRefersTo() {
        List<Box> boxes = boxes(table("messages", "chats", "users"), table("chats", "users"), table("Users"));

        assertThat(boxes).extracting(box -> box.table().name()).containsExactly("Users", "chats", "messages");
        assertThat(boxes.get(1).x()).isGreaterThan(boxes.get(0).x() + Layout.WIDTH);
        assertThat(boxes.get(2).x()).isGreaterThan(boxes.get(1).x() + Layout.WIDTH);
    }

    @Test
    void comesToAnEndWhereTablesReferToEachOtherInACircle() {
        assertThat(boxes(table("a", "c"), table("b", "a"), table("c", "b"), table("self", "self")))
                .extracting(box -> box.table().name())
                .containsExactlyInAnyOrder("a", "b", "c", "self");
    }

    @Test
    void leavesOutALineToATableThatIsNotThere() {
        Layout layout = new Layout(schema(table("chats", "users")));

        assertThat(layout.boxes()).hasSize(1);
        assertThat(layout.parent(layout.boxes().get(0).table().links().get(0))).isEmpty();
    }

    @Test
    void putsNoTableOverAnother() {
        List<Table> tables = new ArrayList<>(List.of(table("hub")));
        IntStream.range(0, 60).forEach(number -> tables.add(table("child" + number, "hub")));
        IntStream.range(0, 60).forEach(number -> tables.add(table("alone" + number)));
        Layout layout = new Layout(new Schema("staging", Optional.empty(), tables));

        List<Box> boxes = layout.boxes();
        assertThat(boxes)
                .hasSize(121)
                .allMatch(box -> box.x() + Layout.WIDTH <= layout.width() && box.y() + box.height() <= layout.height());
        for (int i = 0; i < boxes.size(); i++) {
            Box one = boxes.get(i);
            assertThat(boxes.subList(i + 1, boxes.size())).noneMatch(other -> overlap(one, other));
        }
    }

    @Test
    void keepsTheKeysAndWhatDiffersOfATableWithManyColumns() {
        List<Column> columns = new ArrayList<>();
        IntStream.range(0, 40).forEach(number -> columns.add(column("c" + number, Change.SAME)));
        columns.add(column("parent_id", Change.SAME));
        columns.add(column("added", Change.FIRST_ONLY));
        Table wide = new Table(
                "wide",
                false,
                Change.DIFFERENT,
                columns,
                List.of(new Link(List.of("parent_id"), "hub", List.of("id"), Change.SAME)));

        Box box = boxes(table("hub"), wide).get(1);

        assertThat(box.columns())
                .extracting(Column::name)
                .startsWith("c0", "c1")
                .endsWith("parent_id", "added");
        assertThat(box.columns()).hasSize(11);
        assertThat(box.leftOut()).isEqualTo(31);
    }

    private static boolean overlap(Box one, Box other) {
        return one.x() < other.x() + Layout.WIDTH
                && other.x() < one.x() + Layout.WIDTH
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    /** In the order of their places, from the left. */
    private static List<Box> boxes(Table... tables) {
        return new Layout(schema(tables)).boxes();
    }

    private static Schema schema(Table... tables) {
        return new Schema("staging", Optional.empty(), List.of(tables));
    }

    private static Table table(String name, String... parents) {
        List<Link> links = new ArrayList<>();
        for (String parent : parents) {
            links.add(new Link(List.of(parent + "_id"), parent, List.of("id"), Change.SAME));
        }
        return new Table(name, false, Change.SAME, List.of(column("id", Change.SAME)), links);
    }

    private static Column column(String name, Change change) {
        return new Column(name, "TEXT", name.equals("id"), false, change);
    }
}
