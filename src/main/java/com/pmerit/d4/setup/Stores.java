package com.pmerit.d4.setup;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Bucket;
import com.pmerit.d4.cloudflare.Buckets;
import com.pmerit.d4.cloudflare.Database;
import com.pmerit.d4.contract.WranglerEnvironment;
import com.pmerit.d4.contract.WranglerEnvironment.WranglerDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the databases and buckets that a wrangler config names, and makes those that an account lacks. A database is the
 * one of its id, where the config states one; else of its name.
 */
public final class Stores {
    private final AccountApi account;

    /** Works in one account. */
    public Stores(AccountApi account) {
        this.account = account;
    }

    /** How each stands. Only reads. */
    public List<Store> look(List<Stage> stages) {
        Map<String, Store> found = new LinkedHashMap<>();
        for (Stage stage : stages) {
            WranglerEnvironment config = stage.config();
            config.databases().forEach((binding, database) -> {
                String place = config.key("d1_databases[" + binding + "]");
                found.put(place, database(place, database));
            });
            config.buckets().forEach((binding, bucket) -> {
                String place = config.key("r2_buckets[" + binding + "]");
                found.put(place, bucket(place, bucket.name(), bucket.jurisdiction()));
            });
        }
        return List.copyOf(found.values());
    }

    /** Those that are to be made, each once: two environments may share one. */
    public static List<Store> lacking(List<Store> stores) {
        Map<String, Store> lacking = new LinkedHashMap<>();
        for (Store store : stores) {
            if (store instanceof Store.NoDatabase database) {
                lacking.putIfAbsent("D1 " + database.name(), database);
            } else if (store instanceof Store.NoBucket bucket) {
                lacking.putIfAbsent("R2 " + bucket.jurisdiction().orElse("") + bucket.name(), bucket);
            }
        }
        return new ArrayList<>(lacking.values());
    }

    /**
     * Makes one that is lacking, and reads it back.
     *
     * @return how it stands then; {@link Store.Otherwise} for a database, whose new id the config does not state yet
     * @throws IllegalArgumentException for one that is not lacking
     */
    public Store make(Store lacking) {
        if (lacking instanceof Store.NoDatabase database) {
            return account.databases()
                    .create(database.name())
                    .then(made -> account.databases().get(made.id()))
                    .fold(
                            made -> new Store.Otherwise(
                                    lacking.place(),
                                    "made D1 database '" + made.name() + "', id " + made.id(),
                                    write(lacking.place(), made.id())),
                            failure -> new Store.Unclear(lacking.place(), failure.message()));
        }
        if (lacking instanceof Store.NoBucket bucket) {
            Buckets buckets = account.buckets().in(bucket.jurisdiction());
            return buckets.create(bucket.name())
                    .then(made -> buckets.get(made.name()))
                    .fold(
                            made -> new Store.There(lacking.place(), "made R2 bucket '" + made.name() + "'"),
                            failure -> new Store.Unclear(lacking.place(), failure.message()));
        }
        throw new IllegalArgumentException("not lacking: " + lacking);
    }

    private Store database(String place, WranglerDatabase wanted) {
        if (wanted.id().isEmpty()) {
            return byName(place, wanted.name(), Optional.empty());
        }
        String id = wanted.id().get();
        return account.databases()
                .get(id)
                .orAbsent()
                .fold(
                        found -> found.map(there -> byId(place, wanted, there))
                                .orElseGet(() -> byName(place, wanted.name(), Optional.of(id))),
                        failure -> new Store.Unclear(place, failure.message()));
    }

    private static Store byId(String place, WranglerDatabase wanted, Database there) {
        boolean named = wanted.name().filter(name -> !name.equals(there.name())).isEmpty();
        return named
                ? new Store.There(place, "D1 database '" + there.name() + "'")
                : new Store.Otherwise(
                        place,
                        "the id " + there.id() + " is the database '" + there.name() + "', not '"
                                + wanted.name().orElse("") + "'",
                        "correct database_id or database_name there");
    }

    private Store byName(String place, Optional<String> name, Optional<String> staleId) {
        if (name.isEmpty()) {
            return new Store.Unclear(place, "nothing says what the database is called: write database_name there");
        }
        ApiResult<Optional<Database>> named = account.databases().named(name.get());
        return named.fold(
                found -> found.<Store>map(there -> new Store.Otherwise(
                                place,
                                "the account has D1 database '" + there.name() + "' with the id " + there.id(),
                                write(place, there.id())))
                        .orElseGet(() -> new Store.NoDatabase(place, name.get(), staleId)),
                failure -> new Store.Unclear(place, failure.message()));
    }

    private Store bucket(String place, String name, Optional<String> jurisdiction) {
        ApiResult<Optional<Bucket>> found =
                account.buckets().in(jurisdiction).get(name).orAbsent();
        return found.fold(
                there -> there.isPresent()
                        ? new Store.There(place, "R2 bucket '" + name + "'")
                        : new Store.NoBucket(place, name, jurisdiction),
                failure -> new Store.Unclear(place, failure.message()));
    }

    private static String write(String place, String id) {
        return "write database_id = \"" + id + "\" at " + place + " of the wrangler config, and <id>" + id
                + "</id> in the POM where it names the database";
    }
}
