package com.pmerit.d4.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.WranglerConfig;
import com.pmerit.d4.contract.WranglerReading;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases and buckets that a config names, in an account that has some of them. */
class StoresTest {
    private static final String STALE = "11111111-2222-4333-8444-555555555555";

    @TempDir
    private Path directory;

    private LiveAccount account;
    private Stores stores;

    @BeforeEach
    void start() throws IOException {
        account = new LiveAccount(directory.resolve("state"));
        stores = new Stores(account.api);
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void findsWhatThereIsByItsId() throws Exception {
        assertThat(stores.look(stages(database("shop-db-staging", Environments.DATABASE_ID), "shop-images-staging")))
                .containsExactly(
                        new Store.There("d1_databases[DB]", "D1 database 'shop-db-staging'"),
                        new Store.There("r2_buckets[IMAGES]", "R2 bucket 'shop-images-staging'"));
    }

    @Test
    void makesNothingInPlaceOfADatabaseThatIsThereUnderAnotherIdOrName() throws Exception {
        List<Store> otherId = stores.look(stages(database("shop-db-staging", STALE), "shop-images-staging"));
        List<Store> otherName =
                stores.look(stages(database("shop-db", Environments.DATABASE_ID), "shop-images-staging"));

        assertThat(Stores.lacking(otherId)).isEmpty();
        assertThat(((Store.Otherwise) otherId.get(0)).remedy())
                .contains("database_id = \"" + Environments.DATABASE_ID + "\" at d1_databases[DB]");
        assertThat(Stores.lacking(otherName)).isEmpty();
        assertThat(((Store.Otherwise) otherName.get(0)).what()).contains("'shop-db-staging', not 'shop-db'");
    }

    @Test
    void makesADatabaseWithAnIdOfItsOwnAndABucket() throws Exception {
        List<Stage> stages = stages(database("shop-db-new", STALE), "shop-images-new");
        List<Store> lacking = Stores.lacking(stores.look(stages));

        assertThat(lacking)
                .containsExactly(
                        new Store.NoDatabase("d1_databases[DB]", "shop-db-new", Optional.of(STALE)),
                        new Store.NoBucket("r2_buckets[IMAGES]", "shop-images-new", Optional.empty()));
        assertThat(stores.make(lacking.get(0))).isInstanceOf(Store.Otherwise.class);
        assertThat(stores.make(lacking.get(1)))
                .isEqualTo(new Store.There("r2_buckets[IMAGES]", "made R2 bucket 'shop-images-new'"));
        assertThat(account.api.databases().named("shop-db-new").orElseThrow()).isPresent();
        assertThat(Stores.lacking(stores.look(stages))).isEmpty();
    }

    @Test
    void makesABucketInTheJurisdictionThatTheConfigStates() throws Exception {
        List<Stage> stages = stages(
                database("shop-db-staging", Environments.DATABASE_ID), "shop-images-staging\"\njurisdiction = \"eu");
        List<Store> lacking = Stores.lacking(stores.look(stages));

        assertThat(lacking)
                .containsExactly(new Store.NoBucket("r2_buckets[IMAGES]", "shop-images-staging", Optional.of("eu")));
        stores.make(lacking.get(0));
        assertThat(Stores.lacking(stores.look(stages))).isEmpty();
        assertThat(account.api
                        .buckets()
                        .in(Optional.of("eu"))
                        .get("shop-images-staging")
                        .orAbsent()
                        .orElseThrow())
                .isPresent();
    }

    @Test
    void makesOneOnlyWhenTheAnswerToTheFirstRequestIsLost() throws Exception {
        account.drops("POST", "/d1/database", 1, 1, Moment.AFTER_ACTING);
        account.drops("POST", "/r2/buckets", 1, 1, Moment.AFTER_ACTING);
        List<Store> lacking = Stores.lacking(stores.look(stages(database("lost", STALE), "lost-bucket")));

        assertThat(lacking)
                .hasSize(2)
                .allSatisfy(store -> assertThat(stores.make(store)).isNotInstanceOf(Store.Unclear.class));

        assertThat(account.api.databases().list().orElseThrow())
                .filteredOn(database -> database.name().equals("lost"))
                .hasSize(1);
    }

    @Test
    void makesNothingWhileItCannotLook() throws Exception {
        account.drops("GET", "/d1/database/{database}", 1, 1_000, Moment.BEFORE_ACTING);

        List<Store> stood = stores.look(stages(database("shop-db", STALE), "shop-images-staging"));

        assertThat(stood.get(0)).isInstanceOf(Store.Unclear.class);
        assertThat(Stores.lacking(stood)).isEmpty();
    }

    @Test
    void makesOnceWhatTwoEnvironmentsShare() throws Exception {
        List<Stage> stages = stages("database_name = \"shared\"", "shop-images-staging");

        assertThat(Stores.lacking(stores.look(List.of(stages.get(0), stages.get(0)))))
                .containsExactly(new Store.NoDatabase("d1_databases[DB]", "shared", Optional.empty()));
    }

    private static String database(String name, String id) {
        return "database_name = \"" + name + "\"\ndatabase_id = \"" + id + "\"";
    }

    private List<Stage> stages(String database, String bucket) throws IOException {
        Files.writeString(directory.resolve("wrangler.toml"), """
                name = "shop"
                [[d1_databases]]
                binding = "DB"
                %s
                [[r2_buckets]]
                binding = "IMAGES"
                bucket_name = "%s"
                """.formatted(database, bucket));
        WranglerConfig config = ((WranglerReading.Understood) WranglerConfig.in(directory)).config();
        return Stages.of(config).all();
    }
}
