package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditConsoleTest {
    private static final int COLUMNS = 80;

    @Test
    void printsTheTableOfTheSopAndWhatDiffers() {
        assertThat(String.join("\n", lines(Audits.sop()))).isEqualTo("""
                d4:audit d4-chat 1.4.0 (embedded Cloudflare), commit 4be1c07
                DB           staging                          production
                 database    aixord-db-staging                aixord-db
                 tables      70, 1 virtual                    68, 1 virtual
                 beside them 4 books, 2 system, 5 shadow      4 books, 2 system, 5 shadow
                 num_tables  74 by Cloudflare's count         72 by Cloudflare's count
                 size        1.3 MB                           1.8 MB
                 users       0 rows                           8 rows
                 chats       no such table                    no such table
                 region      ENAM                             ENAM
                 tracking    46 entries, fully tracked        3 entries, 43 files not listed
                Schema delta of DB, staging and production: 6 differences
                 only staging: table agent_instances - 0035_agent_state.sql
                 only staging: table agent_tasks - 0036_task_queue.sql
                 only production: table d4_agents - no migration makes it
                 only staging: table secret_access_log - 0009_security.sql
                 only staging: table security_classifications - 0009_security.sql
                 not alike: column users.email - 0001_users.sql, taken away by 0040_users.sql...
                6 differences; what makes each and what closes it: target/d4/audit.json""");
    }

    @Test
    void showsBucketsSideBySideAndSaysWhereTheirContentIsNotGiven() {
        assertThat(lines(Audits.buckets()))
                .containsExactly(
                        "d4:audit d4-chat 1.4.0 (embedded Cloudflare), commit 4be1c07",
                        "IMAGES       images-staging        images-canary         images",
                        " holds       12 objects, 1.8 MB    not given             ?",
                        " images cannot be read: no such bucket",
                        "1 bucket could not be read");
    }

    @Test
    void showsSitesSideBySideAndWhetherTheyAreOfTheirWorkersRelease() {
        assertThat(String.join("\n", lines(Audits.sites()))).isEqualTo("""
                d4:audit d4-chat 1.4.0 (embedded Cloudflare), commit 4be1c07
                site         shop-ui (branch staging)         shop-ui
                 serves      1f0c2a9b by d4, staging          1f0c2a9b not by d4, main
                 commit      4be1c07, as the Worker           4be1c07 dirty, Worker 77ab12c
                 since       2026-02-17 08:15 UTC (2 h)       2026-02-17 08:15 UTC (2 h)
                 at          https://staging.shop-ui.pages... https://shop.example
                1 site is not its Worker's; more in target/d4/audit.json""");
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
    @ValueSource(ints = {0, 1, 12, 13, 14, 200})
    void staysWithinTwentyFiveLinesAndTheColumnsAndKeepsTheEnding(int differences) {
        List<String> lines = lines(Audits.many(differences));

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(Console.MOST_LINES)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
        assertThat(lines.get(lines.size() - 1))
                .startsWith(differences == 0 ? "no drift" : differences == 1 ? "1 difference;" : differences + " diff");
        assertThat(lines.stream().anyMatch(line -> line.endsWith(" more lines: see target/d4/audit.json")))
                .isEqualTo(differences > 12);
    }

    private static List<String> lines(AuditReport report) {
        return new AuditConsole(COLUMNS, UnaryOperator.identity()).lines(report);
    }
}
