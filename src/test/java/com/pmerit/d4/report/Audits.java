package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.Closing;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.RowCount;
import com.pmerit.d4.audit.SchemaPictures;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.TableCounts;
import com.pmerit.d4.audit.Tracking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Audits of the kinds that users meet. */
final class Audits {
    private static final Instant NOW = Instant.parse("2026-02-17T10:15:30Z");

    private Audits() {}

    /** The situation of the SOP: staging migrated from empty, production made by hand in part. */
    static AuditReport sop() {
        List<String> untracked = IntStream.rangeClosed(4, 46)
                .mapToObj("%04d_step.sql"::formatted)
                .toList();
        return report(
                List.of(
                        environment("staging", "aixord-db-staging", 70, 1_300_000, 0, 46, List.of()),
                        environment("production", "aixord-db", 68, 1_800_000, 8, 3, untracked)),
                List.of(new Delta(
                        "DB",
                        "staging",
                        "production",
                        List.of(
                                missing("agent_instances", "0035_agent_state.sql"),
                                missing("agent_tasks", "0036_task_queue.sql"),
                                new DeltaItem(
                                        "table",
                                        "d4_agents",
                                        List.of(),
                                        List.of(""),
                                        List.of(),
                                        Optional.empty(),
                                        new Closing.Statements("staging", List.of("CREATE TABLE d4_agents (id)"))),
                                missing("secret_access_log", "0009_security.sql"),
                                missing("security_classifications", "0009_security.sql"),
                                new DeltaItem(
                                        "column",
                                        "users.email",
                                        List.of("text not null"),
                                        List.of("text"),
                                        List.of("0001_users.sql"),
                                        Optional.of("0040_users.sql"),
                                        new Closing.ByHand("both have it, and not alike"))),
                        Optional.empty(),
                        List.of("0028_alter.sql"))));
    }

    /** A production that cannot be read. */
    static AuditReport unreadable() {
        return report(
                List.of(
                        environment("staging", "aixord-db-staging", 1, 8_192, 0, 46, List.of()),
                        new EnvironmentAudit(
                                "production",
                                List.of(new DatabaseAudit.Unreadable("DB", "aixord-db", "\u001b[2Jnot for you")))),
                List.of(new Delta(
                        "DB",
                        "staging",
                        "production",
                        List.of(),
                        Optional.of("production could not be read"),
                        List.of())));
    }

    /** A bucket in three states: counted, there with nothing said of its content, and not there. */
    static AuditReport buckets() {
        return report(
                List.of(
                        bucket(
                                "staging",
                                new BucketAudit.Counted(
                                        "IMAGES",
                                        "images-staging",
                                        Optional.of(12L),
                                        Optional.of(1_800_000L),
                                        Optional.of("2026-02-17T10:00:00Z"))),
                        bucket("canary", new BucketAudit.NotGiven("IMAGES", "images-canary", "not for this token")),
                        bucket("production", new BucketAudit.Unreadable("IMAGES", "images", "no such bucket"))),
                List.of());
    }

    private static EnvironmentAudit bucket(String environment, BucketAudit bucket) {
        return new EnvironmentAudit(environment, List.of(), List.of(bucket));
    }

    /** Sites of all kinds: one of its Worker's release, one by hand, one that cannot be read, and none. */
    static AuditReport sites() {
        return report(
                List.of(
                        site(
                                "staging",
                                Optional.of(published(
                                        "shop-ui (branch staging)", true, false, new SiteAudit.Kinship.Same()))),
                        site(
                                "production",
                                Optional.of(
                                        published("shop-ui", false, true, new SiteAudit.Kinship.Other("77ab12cd5"))))),
                List.of());
    }

    /** Sites of which one cannot be read and one environment has none. */
    static AuditReport unreadableSite() {
        return report(
                List.of(
                        site("staging", Optional.of(new SiteAudit.Nothing("shop-ui (branch staging)"))),
                        site("canary", Optional.empty()),
                        site(
                                "production",
                                Optional.of(new SiteAudit.Unreadable("shop-ui", "\u001b[2Jno such project")))),
                List.of());
    }

    /** A site whose Worker names no commit. */
    static AuditReport siteOfAnUnknownWorker() {
        return report(
                List.of(site(
                        "staging",
                        Optional.of(published(
                                "shop-ui", true, false, new SiteAudit.Kinship.Unknown("no Worker is live"))))),
                List.of());
    }

    private static EnvironmentAudit site(String environment, Optional<SiteAudit> site) {
        return new EnvironmentAudit(environment, List.of(), List.of(), site);
    }

    private static SiteAudit published(String place, boolean byD4, boolean dirty, SiteAudit.Kinship kinship) {
        return new SiteAudit.Live(
                place,
                new SiteAudit.Published(
                        "1f0c2a9b-0001-4000-8000-000000000001",
                        Optional.of("4be1c07d5a3f4be1c07d5a3f4be1c07d5a3f0001"),
                        dirty,
                        Optional.of(byD4 ? "staging" : "main"),
                        NOW.minusSeconds(7_200),
                        byD4 ? "https://staging.shop-ui.pages.dev" : "https://shop.example",
                        List.of("https://1f0c2a9b.shop-ui.pages.dev")),
                byD4,
                kinship);
    }

    /** Two databases in each environment, with this many differences. */
    static AuditReport many(int differences) {
        List<DeltaItem> items = IntStream.range(0, differences)
                .mapToObj(number -> missing("table_" + number, "0001_all.sql"))
                .toList();
        return report(
                sop().audit().environments(),
                List.of(new Delta("DB", "staging", "production", items, Optional.empty(), List.of())));
    }

    static AuditReport report(List<EnvironmentAudit> environments, List<Delta> deltas) {
        return report(new Audit(environments, deltas));
    }

    static AuditReport report(Audit audit) {
        Subject subject = new Subject("d4:audit", "d4-chat 1.4.0", Optional.empty(), true, Optional.of("4be1c07d5a9e"));
        return new AuditReport(subject, NOW, audit, Optional.empty());
    }

    private static EnvironmentAudit environment(
            String name, String database, long tables, long bytes, long users, int entries, List<String> untracked) {
        return environment(name, database, tables, bytes, users, entries, untracked, schema(name));
    }

    private static EnvironmentAudit environment(
            String name,
            String database,
            long tables,
            long bytes,
            long users,
            int entries,
            List<String> untracked,
            List<String> schema) {
        return new EnvironmentAudit(
                name,
                List.of(new DatabaseAudit.Read(
                        "DB",
                        database,
                        new TableCounts(tables, 1, 4, 1, 1, 5),
                        Optional.of(tables + 4),
                        Optional.of(bytes),
                        Optional.of("ENAM"),
                        new Tracking("d1_migrations", true, entries, untracked, List.of(), Optional.empty()),
                        List.of(
                                new RowCount("users", Optional.of(users)),
                                new RowCount("chats", Optional.<Long>empty())),
                        SchemaPictures.of(schema.toArray(String[]::new)),
                        Optional.empty())));
    }

    /** Twenty tables, and one more in staging that refers to one of them. */
    static AuditReport large() {
        List<String> tables = IntStream.range(0, 20)
                .mapToObj("CREATE TABLE table_%d (id INTEGER PRIMARY KEY)"::formatted)
                .toList();
        List<String> more = new ArrayList<>(tables);
        more.add("CREATE TABLE added (id INTEGER PRIMARY KEY, of INTEGER REFERENCES table_7 (id))");
        return report(
                List.of(
                        environment("staging", "db-staging", 21, 1, 1, 1, List.of(), more),
                        environment("production", "db", 20, 1, 1, 1, List.of(), tables)),
                List.of(new Delta(
                        "DB",
                        "staging",
                        "production",
                        List.of(missing("added", "0021_added.sql")),
                        Optional.empty(),
                        List.of())));
    }

    /** Staging has a table and a column that production lacks, and another type; production has a table of its own. */
    private static List<String> schema(String environment) {
        boolean staging = environment.equals("staging");
        return List.of(
                "CREATE TABLE users (id TEXT PRIMARY KEY, email TEXT" + (staging ? " NOT NULL" : "") + ")",
                "CREATE TABLE chats (id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users (id)"
                        + (staging ? ", archived INTEGER)" : ")"),
                staging
                        ? "CREATE TABLE agent_tasks (id TEXT PRIMARY KEY, chat_id TEXT REFERENCES chats (id))"
                        : "CREATE TABLE d4_agents (id TEXT, user_id TEXT REFERENCES users (id))");
    }

    private static DeltaItem missing(String table, String file) {
        return new DeltaItem(
                "table",
                table,
                List.of(""),
                List.of(),
                List.of(file),
                Optional.empty(),
                new Closing.Statements("production", List.of("CREATE TABLE " + table + " (id)")));
    }
}
