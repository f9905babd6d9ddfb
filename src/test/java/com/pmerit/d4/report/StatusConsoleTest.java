package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.report.EnvironmentStatus.DatabaseStatus;
import com.pmerit.d4.report.EnvironmentStatus.MigrationCounts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusConsoleTest {
    private static final int COLUMNS = 100;

    @Test
    void showsWhatAsksForAttentionAndWhatDoesNot() throws IOException {
        Golden.assertShows(
                "status.txt",
                COLUMNS,
                lines(Statuses.report(Statuses.busy("staging"), Statuses.calm("production")), COLUMNS));
    }

    @Test
    void showsTheOthersBesideAnEnvironmentThatCannotBeRead() throws IOException {
        Golden.assertShows(
                "status-unreadable.txt",
                COLUMNS,
                lines(Statuses.report(Statuses.split(), Statuses.nothing(), Statuses.unreadable()), COLUMNS));
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "2, 40", "3, 100", "12, 100", "40, 60"})
    void staysWithinTwentyFiveLinesAndTheColumns(int environments, int columns) {
        List<String> lines = lines(many(environments), columns);

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(Console.MOST_LINES)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(lines.get(lines.size() - 1)).startsWith("read at 2026-02-17 10:15 UTC");
    }

    @Test
    void leavesOutFirstWhatNeedsNobody() {
        List<String> lines = lines(many(3), COLUMNS);

        assertThat(lines).noneMatch(line -> line.contains("secrets"));
        assertThat(lines).filteredOn(line -> line.startsWith("  open run")).hasSize(3);
    }

    @Test
    void saysHowMuchIsLeftOut() {
        assertThat(lines(many(12), COLUMNS))
                .anyMatch(line -> line.matches("  \\.\\.\\. \\d+ more lines: see" + " target/d4/status\\.json"));
    }

    @Test
    void saysWhichSiteUsersMeet() {
        SiteStatus.Published live = new SiteStatus.Published(
                "8f6d4a1e-0000-4000-8000-000000000000",
                Optional.of("main"),
                Optional.of("4be1c07d5a3f4be1c07d5a3f4be1c07d5a3f0001"),
                Statuses.NOW.minusSeconds(3600));

        assertThat(lines(site(new Seen.Read<>(new SiteStatus("shop", Optional.of(live)))), COLUMNS))
                .anyMatch(line ->
                        line.contains("site") && line.contains("shop serves deployment 8f6d4a1e, commit 4be1c07d"));
        assertThat(lines(site(new Seen.Read<>(new SiteStatus("shop", Optional.empty()))), COLUMNS))
                .anyMatch(line -> line.contains("shop: nothing was ever published"));
        assertThat(lines(site(new Seen.Unreadable<>("no permission")), COLUMNS))
                .anyMatch(line -> line.contains("cannot be read: no permission"));
    }

    private static StatusReport site(Seen<SiteStatus> site) {
        return Statuses.report(Statuses.calm("staging").with(site));
    }

    @Test
    void makesNamesFromElsewhereInert() {
        StatusReport report = Statuses.report(new EnvironmentStatus(
                "staging",
                "router",
                new Seen.Read<>(new LiveStatus.Nothing()),
                List.of(new DatabaseStatus(
                        "db", new Seen.Read<>(new MigrationCounts(0, List.of("\u001b[2J\n::error::x"), List.of())))),
                Optional.empty(),
                new Seen.Unreadable<>("nothing is live")));

        assertThat(lines(report, COLUMNS))
                .allSatisfy(line ->
                        assertThat(line.codePoints()).allMatch(codePoint -> codePoint >= ' ' && codePoint < 0x7f));
    }

    @Test
    void masksBeforeItWraps() {
        StatusReport report = Statuses.report(Statuses.calm("staging"));

        List<String> lines = new StatusConsole(60, text -> text.replace("mo@example.org with d4", "***")).lines(report);

        assertThat(String.join("", lines)).contains("***").doesNotContain("mo@example");
    }

    private static StatusReport many(int environments) {
        return Statuses.report(IntStream.range(0, environments)
                .mapToObj(number -> Statuses.busy("env" + number))
                .toArray(EnvironmentStatus[]::new));
    }

    private static List<String> lines(StatusReport report, int columns) {
        return new StatusConsole(columns, UnaryOperator.identity()).lines(report);
    }
}
