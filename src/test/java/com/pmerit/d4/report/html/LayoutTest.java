package com.pmerit.d4.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.report.html.Layout.Box;
import com.pmerit.d4.report.html.Schema.Column;
import com.pmerit.d4.report.html.Schema.Link;
import com.pmerit.d4.report.html.Schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LayoutTest {
    @Test
    void putsATableToTheRightOfThoseItRefersTo() {
        Map<String, Box> boxes = boxes(table("Users"), table("chats", "users"), table("messages", "chats", "users"));

        assertThat(boxes.get("chats").x()).isGreaterThan(boxes.get("Users").x() + Layout.WIDTH);
        assertThat(boxes.get("messages").x()).isGreaterThan(boxes.get("chats").x() + Layout.WIDTH);
    }

    @Test
    void comesToAnEndWhereTablesReferToEachOtherInACircle() {
        assertThat(boxes(table("a", "c"), table("b", "a"), table("c", "b"), table("self", "self")))
                .containsOnlyKeys("a", "b", "c", "self");
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
        for (Box one : boxes) {
            assertThat(boxes).filteredOn(other -> other != one).noneMatch(other -> overlap(one, other));
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

        Box box = boxes(table("hub"), wide).get("wide");

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

    private static Map<String, Box> boxes(Table... tables) {
        return new Layout(schema(tables))
                .boxes().stream().collect(Collectors.toMap(box -> box.table().name(), Function.identity()));
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
