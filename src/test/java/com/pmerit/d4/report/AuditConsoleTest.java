package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.EnvironmentAudit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditConsoleTest {
    private static final int COLUMNS = 80;

    @Test
    void showsAShopThatIsWellInFewLines() throws IOException {
        Golden.assertShows("audit-well.txt", COLUMNS, lines(ShopAudits.well()));
    }

    @Test
    void showsAShopThatDrifted() throws IOException {
        Golden.assertShows("audit-drifted.txt", COLUMNS, lines(ShopAudits.drifted()));
    }

    @Test
    void showsTheDatabasesOfTheSopAndWhatDiffers() throws IOException {
        Golden.assertShows("audit-sop.txt", COLUMNS, lines(Audits.sop()));
    }

    @Test
    void showsWhatHasChangedSinceAnEarlierAudit() throws IOException {
        Golden.assertShows(
                "audit-since.txt", COLUMNS, lines(EarlierAuditTest.since(ShopAudits.drifted(), ShopAudits.well())));
    }

    @Test
    void showsNoHeadWhereAllRowsUnderItAreLeftOut() throws IOException {
        assertThat(lines(EarlierAuditTest.since(ShopAudits.drifted(), ShopAudits.well())))
                .noneMatch(line -> line.strip().matches("staging +production"));
    }

    @Test
    void namesWhatCouldNotBeSeenAndMakesItsWordsInert() {
        assertThat(lines(ShopAudits.unseen()))
                .contains(
                        " live        ?",
                        " error       production: aixord-router-worker: it cannot be read: \\u001b[2Jno")
                .last()
                .isEqualTo("1 Worker could not be read");
    }

    @Test
    void showsThatNothingIsLiveOrThatTrafficIsSplit() {
        assertThat(lines(ShopAudits.unlike()))
                .contains(" live         nothing                          split between 2");
    }

    @Test
    void showsBucketsSideBySideAndSaysWhereTheirContentIsNotGiven() {
        assertThat(lines(Audits.buckets()))
                .containsExactly(
                        "d4:audit d4-chat 1.4.0 (embedded Cloudflare), commit 4be1c07",
                        "             staging               canary                production",
                        "IMAGES       images-staging        images-canary         images",
                        " holds       12 objects, 1.8 MB    not given             ?",
                        " images cannot be read: no such bucket",
                        "1 bucket could not be read");
    }

    @Test
    void showsSitesSideBySideAndWhetherTheyAreOfTheirWorkersRelease() throws IOException {
        Golden.assertShows("audit-sites.txt", COLUMNS, lines(Audits.sites()));
    }

    @Test
    void showsTheOthersBesideASiteThatCannotBeReadAndMakesItsWordsInert() {
        assertThat(lines(Audits.unreadableSite()))
                .contains(
                        " serves      nothing was ever p... -                     ?",
                        " shop-ui cannot be read: \\u001b[2Jno such project")
                .last()
                .isEqualTo("1 site could not be read");
    }

    @Test
    void saysThatTheWorkersCommitIsUnknown() {
        assertThat(lines(Audits.siteOfAnUnknownWorker())).contains(" commit      4be1c07, Worker's unknown");
    }

    @Test
    void showsTheOthersBesideADatabaseThatCannotBeReadAndMakesItsWordsInert() {
        List<String> lines = lines(Audits.unreadable());

        assertThat(lines)
                .contains(
                        " tables      1, 1 virtual                     ?",
                        " size        8.2 kB                           ?",
                        " aixord-db cannot be read: \\u001b[2Jnot for you",
                        "Schema delta of DB, staging and production: not compared",
                        " production could not be read")
                .last()
                .isEqualTo("1 database could not be read");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 14, 15, 200})
    void staysWithinTwentyFiveLinesAndTheColumnsAndKeepsTheEnding(int differences) {
        List<String> lines = lines(Audits.many(differences));

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(Console.MOST_LINES)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
        assertThat(lines.get(lines.size() - 1))
                .startsWith(
                        differences == 0 ? "no drift" : differences == 1 ? "1 warning;" : differences + " warnings;");
        assertThat(lines.stream().anyMatch(line -> line.endsWith(" more lines: see target/d4/audit.json")))
                .isEqualTo(differences > 14);
    }

    @Test
    void staysWithinTwentyFiveLinesWhateverIsFoundAndTellsTheFirstErrors() {
        List<EnvironmentAudit> environments = IntStream.range(0, 40)
                .mapToObj(number -> new EnvironmentAudit(
                        "env" + number,
                        List.of(new DatabaseAudit.Unreadable("DB", "db" + number, "no answer ".repeat(20))),
                        List.of(),
                        Optional.empty(),
                        ShopAudits.unseen().audit().environments().get(0).worker()))
                .toList();

        List<String> lines = lines(Audits.report(environments, List.of()));

        assertThat(lines)
                .hasSize(Console.MOST_LINES)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS))
                .anyMatch(line -> line.startsWith(" db0 cannot be read: no answer no answer"))
                .last()
                .isEqualTo("40 databases, 40 Workers could not be read");
        assertThat(lines).anyMatch(line -> line.endsWith(" more lines: see target/d4/audit.json"));
    }

    private static List<String> lines(AuditReport report) {
        return new AuditConsole(COLUMNS, UnaryOperator.identity()).lines(report);
    }
}
