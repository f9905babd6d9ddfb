package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.audit.SchemaPicture.Column;
import com.pmerit.d4.audit.SchemaPicture.ForeignKey;
import com.pmerit.d4.audit.SchemaPicture.Table;
import com.pmerit.d4.database.Bookkeeping;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SchemaPictureTest {
    @Test
    void showsTheProjectsTablesWithColumnsAndForeignKeys() {
        SchemaPicture picture = SchemaPictures.of(
                "CREATE TABLE Users (id INTEGER PRIMARY KEY, email TEXT NOT NULL)",
                "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE sessions (user_id INTEGER REFERENCES Users (id), token BLOB)",
                "CREATE INDEX sessions_by_user ON sessions (user_id)");

        assertThat(picture.trouble()).isEmpty();
        assertThat(picture.tables())
                .containsExactly(
                        new Table(
                                "sessions",
                                false,
                                List.of(
                                        new Column("user_id", "INTEGER", false, false),
                                        new Column("token", "BLOB", false, false)),
                                List.of(new ForeignKey(List.of("user_id"), "Users", List.of("id")))),
                        new Table(
                                "Users",
                                false,
                                List.of(
                                        new Column("id", "INTEGER", false, true),
                                        new Column("email", "TEXT", true, false)),
                                List.of()));
    }

    @Test
    void showsATableOfAModuleWithoutThoseInWhichItKeepsItsRows() {
        assertThat(SchemaPictures.of("CREATE VIRTUAL TABLE notes USING fts5(title, body)")
                        .tables())
                .singleElement()
                .satisfies(table -> assertThat(table.virtual()).isTrue())
                .extracting(Table::name)
                .isEqualTo("notes");
    }

    @Test
    void saysWhyASchemaCannotBeToldInsteadOfShowingHalfOfIt() {
        LiveContents odd = new LiveContents(
                List.of(
                        new SchemaObject("table", "users", "users", "CREATE TABLE users (id)", "table"),
                        new SchemaObject("table", "odd", "odd", "CREATE TABLE odd (", "table")),
                new Bookkeeping(Set.of()));

        SchemaPicture picture = SchemaPicture.of(odd);

        assertThat(picture.tables()).isEmpty();
        assertThat(picture.trouble().orElseThrow()).startsWith("the schema cannot be made again: ");
    }

    @Test
    void isEmptyForADatabaseWithoutTables() {
        assertThat(SchemaPicture.of(new LiveContents(List.of(), new Bookkeeping(Set.of()))))
                .isEqualTo(SchemaPicture.EMPTY);
    }
}
