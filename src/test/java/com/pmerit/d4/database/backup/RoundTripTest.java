package com.pmerit.d4.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Database;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that are dumped, imported into an empty one and compared by code that d4's dumps have no part in. */
final class RoundTripTest {
    @TempDir
    private Path directory;

    private Shop shop;

    @BeforeEach
    void start() throws IOException {
        shop = new Shop(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void comparesByCodeThatNoticesOneByte() throws Exception {
        shop.runs("CREATE TABLE t (a)", "INSERT INTO t VALUES ('a' || char(10))");
        Database other = shop.imported(shop.proven());
        assertThat(shop.snapshot(other)).isEqualTo(shop.snapshot(shop.database));

        shop.runs("UPDATE t SET a = 'a' || char(13)");

        assertThat(shop.snapshot(other)).isNotEqualTo(shop.snapshot(shop.database));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void isEqualAfterARoundTrip(long seed) throws Exception {
        shop.runs(new RandomDatabase(seed).statements().toArray(String[]::new));

        BackupResult.Proven proven = shop.proven();

        assertThat(proven.manifest().isSnapshot()).isTrue();
        assertThat(proven.manifest().rows()).isGreaterThan(500);
        assertThat(shop.snapshot(shop.imported(proven))).isEqualTo(shop.snapshot(shop.database));
    }

    @Test
    void keepsAMillionBytesInOneValueAndRowsThatAreLongTogether() throws Exception {
        shop.runs(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BLOB, c TEXT, d TEXT, e TEXT)",
                "INSERT INTO t (a) VALUES (replace(hex(zeroblob(450000)), '00', char(10) || 'x'))",
                "INSERT INTO t (b) VALUES (zeroblob(1900000))",
                "INSERT INTO t (a, b, c, d, e) VALUES (hex(zeroblob(19000)), zeroblob(39000), hex(zeroblob(19000)),"
                        + " hex(zeroblob(19000)), char(0x20AC))");

        assertThat(shop.snapshot(shop.imported(shop.proven()))).isEqualTo(shop.snapshot(shop.database));
    }

    @Test
    void tellsKeysApartThatACollationHoldsForEqual() throws Exception {
        shop.runs(
                "CREATE TABLE t (k TEXT COLLATE NOCASE, PRIMARY KEY (k COLLATE BINARY)) WITHOUT ROWID",
                "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)"
                        + " SELECT 'a' || i FROM n",
                "INSERT INTO t SELECT upper(k) FROM t");

        BackupResult.Proven proven = shop.proven();

        assertThat(proven.manifest().tables()).extracting(TableDigest::rows).containsExactly(1400L);
    }

    @Test
    void losesThatAZeroIsNegativeWhichNobodyCanRead() throws Exception {
        shop.runs("CREATE TABLE t (a)", "INSERT INTO t VALUES (-0.0)");

        Database other = shop.imported(shop.proven());

        assertThat(shop.snapshot(other).get("schema"))
                .isEqualTo(shop.snapshot(shop.database).get("schema"));
        assertThat(shop.snapshot(other).get("t"))
                .isNotEqualTo(shop.snapshot(shop.database).get("t"));
    }
}
