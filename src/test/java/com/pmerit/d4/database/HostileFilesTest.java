package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.database.lint.LintGate;
import com.pmerit.d4.database.lint.Linter;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that nobody writes by accident, or only by accident: each is told in words, nowhere is anything of it applied. */
final class HostileFilesTest extends ShopMigrations {
    @BeforeEach
    void start() throws IOException {
        Files.writeString(
                directory.resolve("migrations/0001_good.sql"), "CREATE TABLE products (id INTEGER PRIMARY KEY);");
    }

    /**
     * A file beside a good one.
     *
     * @param name below the migrations directory
     * @param told what all three must say of it
     */
    private record Hostile(String name, String content, Charset charset, String told) {
        static Hostile of(String name, String content, String told) {
            return new Hostile(name, content, StandardCharsets.UTF_8, told);
        }

        @Override
        public String toString() {
            return told;
        }
    }

    static Stream<Hostile> refused() {
        String sql = "CREATE TABLE evil (a);";
        return Stream.of(
                Hostile.of("0002_a\nb.sql", sql, "0002_a\\u000ab.sql: the name has control or direction characters"),
                Hostile.of("0002_a\rb.sql", sql, "0002_a\\u000db.sql: the name has control or direction characters"),
                Hostile.of("0002_\u202elqs.sql", sql, "0002_\\u202elqs.sql: the name has control or direction"),
                Hostile.of("0002_\u2066a.sql", sql, "0002_\\u2066a.sql: the name has control or direction"),
                Hostile.of("0002_\u001b[31m.sql", sql, "0002_\\u001b[31m.sql: the name has control or direction"),
                Hostile.of("0002_nul.sql", sql + "\0DROP TABLE products;", "0002_nul.sql: contains a NUL character"),
                Hostile.of("0002_bom.sql", "\uFEFF" + sql, "0002_bom.sql: begins with a byte order mark"),
                new Hostile(
                        "0002_latin.sql",
                        sql + " -- \u00e9",
                        StandardCharsets.ISO_8859_1,
                        "0002_latin.sql: is not UTF-8"),
                new Hostile("0002_wide.sql", sql, StandardCharsets.UTF_16BE, "0002_wide.sql: contains a NUL"),
                new Hostile(
                        "0002_half.sql",
                        "--\u00ed\u00a0\u0080",
                        StandardCharsets.ISO_8859_1,
                        "0002_half.sql: is not UTF-8"),
                Hostile.of("0002_empty.sql", "", "0002_empty.sql"),
                Hostile.of("0002_white.sql", " \r\n\t\n", "0002_white.sql"),
                Hostile.of("0002_comments.sql", "-- CREATE TABLE evil (a);\n/* ; */", "0002_comments.sql"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesTheFileInWordsAndAppliesNothing(Hostile hostile) throws Exception {
        Files.write(
                directory.resolve("migrations").resolve(hostile.name()),
                hostile.content().getBytes(hostile.charset()));

        tells(hostile.told());
    }

    @ParameterizedTest
    @MethodSource("links")
    void refusesALinkOutOfTheTree(String target) throws Exception {
        Files.writeString(directory.resolve("outside.sql"), "CREATE TABLE evil (a);");
        Files.createSymbolicLink(
                directory.resolve("migrations/0002_link.sql"),
                Path.of(target.isEmpty() ? directory.resolve("outside.sql").toString() : target));

        tells("0002_link.sql: is a link to a file outside");
    }

    static Stream<String> links() {
        return Stream.of("../outside.sql", "../migrations/../outside.sql", "");
    }

    /** Names that are odd and harmless: quotes are quoted, a pair of dots inside of a name leads nowhere. */
    static Stream<String> harmless() {
        return Stream.of(
                "0002_'; DROP TABLE products; --.sql",
                "0002_\"quoted\".sql",
                "0002_..sql",
                "0002_a b;$(id)`.sql",
                "0002_\u00e9\ud834\udd1e.sql");
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void appliesAFileUnderItsVeryNameHoweverOdd(String name) throws Exception {
        Files.writeString(directory.resolve("migrations").resolve(name), "CREATE TABLE odd (a);\r\n-- end\r\n");

        assertThat(lint()).isInstanceOf(Verdict.Passed.class);
        assertThat(step()).isInstanceOf(StepResult.Done.class);
        assertThat(texts("SELECT name FROM d1_migrations ORDER BY id")).containsExactly("0001_good.sql", name);
    }

    private void tells(String told) throws Exception {
        Verdict lint = lint();
        Verdict gate = new MigrationsGate(staging, Optional.empty(), account.api).check();
        StepResult step = step();

        assertThat(lint).isInstanceOf(Verdict.Failed.class);
        assertThat(String.join("\n", lint.details())).contains(told.replace(": ", ":1:1 unusable-file: "));
        assertThat(gate).isInstanceOf(Verdict.Failed.class);
        assertThat(String.join("\n", gate.details())).contains(told);
        assertThat(step).isInstanceOf(StepResult.Failed.class);
        assertThat(String.join("\n", ((StepResult.Failed) step).details())).contains(told);
        assertThat(texts("SELECT name FROM sqlite_master WHERE substr(name, 1, 4) <> '_cf_'"))
                .isEmpty();
    }

    private Verdict lint() {
        Linter linter = new Linter(directory, staging.databases().values(), Optional.empty());
        return new LintGate(linter, true, true).check();
    }

    private StepResult step() throws InterruptedException {
        return new MigrateStep(staging, account.api, account.time.waiting(), Optional.empty(), text -> {})
                .run(Progress.none());
    }

    private List<String> texts(String sql) {
        return account
                .api
                .databases()
                .read(Environments.DATABASE_ID, List.of(SqlStatement.of(sql)))
                .orElseThrow()
                .get(0)
                .rows()
                .stream()
                .map(row -> Objects.requireNonNull(row.get("name")).asText())
                .toList();
    }
}
