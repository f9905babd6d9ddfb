package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import com.pmerit.d4.source.TemporaryRepository;
import com.pmerit.d4.trial.DirectoryCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shop in a git repository, with a staging and a production.
 *
 * @param directory the working tree
 * @param version the POM's version
 */
record Checkout(Path directory, String version) {
    /** The script of production. */
    static final String PRODUCTION = "shop";
    /** The script of staging. */
    static final String STAGING = "shop-staging";
    /** The id of production's database. */
    static final String DATABASE = "4222a800-ec94-479b-94d2-f1beaa7d01d9";

    /** The migrations of the next commit, in order, and what each of them makes. */
    static final SortedMap<String, List<String>> MIGRATIONS = new TreeMap<>(Map.of(
            "0001_products.sql", List.of("products"),
            "0002_prices.sql", List.of("prices", "prices_by_product"),
            "0003_offers.sql", List.of("offers", "offers_by_cents")));

    private static final String POM = """
            <worker><directory>.</directory><secrets><secret>PAYMENT_KEY</secret></secrets></worker>
            %2$s
            <environments>
              <staging>
                %3$s
                <url>https://shop-staging.team.workers.dev</url>
                <smoke><path>/health</path><json><status>healthy</status></json><version>header:%1$s</version></smoke>
              </staging>
              <production>
                <after>staging</after>
                %4$s
                <url>https://shop.team.workers.dev</url>
                <smoke><path>/health</path><json><status>healthy</status></json><version>header:%1$s</version></smoke>
              </production>
            </environments>
            """;

    /** So that a release has schedules and settings to write as well. */
    private static final String FURTHER = """

            [triggers]
            crons = ["0 3 * * *"]

            [observability]
            enabled = true
            """;

    /** The first commit of the shop. */
    static Checkout first(Path directory) throws IOException, InterruptedException {
        ShopProject.copyFixture(directory);
        Checkout shop = new Checkout(directory, "1.2.0");
        shop.repository().initialised().git("config", "user.name", "Ada");
        shop.repository().git("config", "user.email", "ada@example.com");
        Files.delete(directory.resolve("package.json"));
        shop.append("wrangler.toml", FURTHER);
        shop.append("src/worker.js", Behaviour.WELL.comment());
        shop.repository().committed();
        return shop;
    }

    /** A commit more, with a front end that says {@code one}. */
    Checkout withFrontEnd() throws IOException, InterruptedException {
        frontEnd().begins("one");
        repository().committed();
        return this;
    }

    /** The front end that it may have. */
    FrontEnd frontEnd() {
        return new FrontEnd(directory);
    }

    /** The next commit: other code that behaves like this, a migration more, another variable, another schedule, another front end. */
    Checkout next(Behaviour behaviour) throws IOException, InterruptedException {
        edit("src/worker.js", Behaviour.WELL.comment(), "// the next one\n" + behaviour.comment());
        edit("wrangler.toml", "ENVIRONMENT = \"production\"", "ENVIRONMENT = \"production\"\nCURRENCY = \"EUR\"");
        edit("wrangler.toml", "0 3 * * *", "0 4 * * *");
        Files.writeString(directory.resolve("migrations/0003_offers.sql"), """
                CREATE TABLE offers (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL);
                CREATE INDEX offers_by_cents ON offers (cents);
                """);
        if (frontEnd().isThere()) {
            frontEnd().says("two");
        }
        repository().committed();
        return new Checkout(directory, "1.3.0");
    }

    /** Keeps all commits in one file, which is copied faster than one for each of their parts. */
    void packs() throws InterruptedException {
        repository().git("gc", "--quiet", "--prune=now");
    }

    /** Another commit in its place: the same code, other variables, and neither descends from the other. */
    Checkout sibling(Path copy) throws IOException, InterruptedException {
        Checkout sibling = copied(copy);
        sibling.edit("wrangler.toml", "CURRENCY = \"EUR\"", "CURRENCY = \"USD\"");
        sibling.repository().git("add", "--all");
        sibling.repository().git("commit", "--quiet", "--amend", "--message", "Change otherwise");
        return sibling;
    }

    /** The commit that is checked out. */
    String head() throws InterruptedException {
        return repository().git("rev-parse", "HEAD").strip();
    }

    /** A clone of it, as another machine would have it. */
    Checkout copied(Path copy) throws IOException {
        return new Checkout(DirectoryCopy.of(directory, copy), version);
    }

    /** The contract that its POM and its wrangler config make. */
    Contract contract() {
        FrontEnd site = frontEnd();
        String pom = POM.formatted(ShopFront.ECHO, site.tag(), site.tagFor(STAGING), site.tagFor(PRODUCTION));
        ContractReading reading = ContractReader.read(new PomContract(directory, "shop", version, PomXml.tags(pom)));
        assertThat(reading).as("%s", reading).isInstanceOf(ContractReading.Agreed.class);
        return ((ContractReading.Agreed) reading).contract();
    }

    /** The tags of the commit that is checked out. */
    List<String> tags() throws InterruptedException {
        return repository().git("tag", "--points-at", "HEAD").lines().toList();
    }

    private TemporaryRepository repository() {
        return new TemporaryRepository(directory);
    }

    private void append(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.writeString(path, Files.readString(path) + text);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = directory.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }
}
