package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Bucket;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.contract.Variable;
import com.pmerit.d4.setup.FoundProject;
import com.pmerit.d4.setup.Stores;
import com.pmerit.d4.setup.Survey;
import com.pmerit.d4.trial.DirectoryCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The POMs that d4:init writes, read back as Maven and d4 read them. */
class InitRunTest {
    private static final String TOML = """
            name = "shop"
            main = "src/worker.ts"
            compatibility_date = "2026-04-01"
            [env.preview]
            vars = { GREETING = "<a & b>", PLACE = "${project.version}", AUTH_SALT = "hush-hush" }
            [env.canary]
            """;

    @TempDir
    private Path temporary;

    private Path directory;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        directory = Files.createDirectory(temporary.toRealPath().resolve("checkout"));
    }

    @Test
    void writesForTheExampleAPomThatSaysWhatItsAuthorsSaid() throws Exception {
        copy("src/it/d4-chat", "products/aixord-router-worker");
        copy("src/it/d4-chat", "products/aixord-webapp-ui");
        write("products/aixord-router-worker/.dev.vars", "STRIPE_SECRET_KEY=hush-hush\nAUTH_SALT=hush-hush\n");

        Contract contract = agreed(init(survey()));

        assertThat(contract.warnings()).extracting(Fault::problem).isEmpty();
        assertThat(contract.disagreements()).isEmpty();
        assertThat(contract.environments()).extracting(Environment::name).containsExactly("staging", "production");
        Environment production = contract.environment("production").orElseThrow();
        assertThat(production.after()).contains("staging");
        assertThat(production.worker()).isEqualTo("aixord-router-worker");
        assertThat(production.url()).hasToString("https://aixord-router-worker.peoplemerit.workers.dev");
        assertThat(production.databases().values()).extracting(Database::name).containsExactly("aixord-db");
        assertThat(production.buckets()).containsEntry("IMAGES", new Bucket("aixord-images", Optional.empty()));
        assertThat(production.vars()).containsKeys("AUTH_SALT", "FRONTEND_URL");
        assertThat(production.smoke().path()).isEqualTo("/health");
        assertThat(contract.site().orElseThrow().project()).isEqualTo("aixord-webapp-ui");
        assertThat(contract.worker().secrets()).containsExactly("STRIPE_SECRET_KEY");
        assertThat(pom())
                .doesNotContain("hush-hush", "aixord-d4-backend-salt")
                .contains("<groupId>io.github.peoplemerit</groupId>", "<version>9.9</version>");
    }

    @Test
    void writesForTheFixtureAPomWithAPlaceholderForTheAddressThatNothingTells() throws Exception {
        copy("src/it/fixture", ".");

        Contract contract = agreed(init(survey()));

        assertThat(contract.environments())
                .extracting(environment -> environment.url().toString())
                .containsExactly(
                        "https://shop-staging.address-unknown.invalid", "https://shop.address-unknown.invalid");
        assertThat(told)
                .anySatisfy(line ->
                        assertThat(line).contains("<environments><production><url>: nothing tells where it is met"))
                .anySatisfy(line -> assertThat(line).contains("<worker><secrets>: no .dev.vars tells their names"));
    }

    @Test
    void takesWhatTheAccountTells() throws Exception {
        copy("src/it/fixture", ".");
        FoundProject project = survey().knowing(Optional.of("team"), Set.of("PAYMENT_KEY", "ENVIRONMENT"));

        Contract contract = agreed(init(project));

        assertThat(contract.environment("staging").orElseThrow().url())
                .hasToString("https://shop-staging.team.workers.dev");
        assertThat(contract.worker().secrets()).containsExactly("PAYMENT_KEY");
    }

    @Test
    void writesNoVariableThatMavenWouldChangeOrThatLooksLikeASecret() throws Exception {
        write("wrangler.toml", TOML);
        write("src/worker.ts", "if (path === '/api/healthz') {}");

        Contract contract = agreed(init(survey()));

        Environment staging = contract.environment("staging").orElseThrow();
        assertThat(staging.wrangler().section()).contains("preview");
        assertThat(staging.smoke().path()).isEqualTo("/api/healthz");
        assertThat(staging.vars()).containsEntry("GREETING", new Variable.Text("<a & b>"));
        assertThat(contract.disagreements()).isEmpty();
        assertThat(pom())
                .contains(
                        "<GREETING>&lt;a &amp; b&gt;</GREETING>", "<wranglerEnvironment>preview</wranglerEnvironment>")
                .doesNotContain("hush-hush", "<PLACE>");
        assertThat(String.join("\n", told))
                .doesNotContain("hush-hush")
                .contains(
                        "<environments><staging><vars><AUTH_SALT>: left out, for it looks like a secret",
                        "env.canary of wrangler.toml is left out",
                        ".gitignore: write target/ and .d4/ into it");
    }

    @Test
    void leavesToTheConfigWhatHasANameThatIsNoTagOfAPom() throws Exception {
        write("wrangler.toml", """
                name = "shop"
                main = "src/worker.ts"
                compatibility_date = "2026-04-01"
                vars = { "1st var" = "x", "a:b" = "y", "my-var" = "z", PLAIN = "\uffff", GREETING = "hello" }
                """);
        write("src/worker.ts", "");

        Environment production =
                agreed(init(survey())).environment("production").orElseThrow();

        assertThat(production.vars()).containsOnlyKeys("1st var", "a:b", "my-var", "PLAIN", "GREETING");
        assertThat(pom()).contains("<GREETING>hello</GREETING>").doesNotContain("1st var", "a:b", "my-var", "PLAIN");
        assertThat(String.join("\n", told))
                .contains(
                        "vars.1st var: left out, for such a name can be no tag of a POM",
                        "vars.a:b: left out",
                        "vars.my-var: left out");
    }

    @Test
    void writesNoPartOfASecretWhoseValueGoesOverSeveralLines() throws Exception {
        copy("src/it/fixture", ".");
        write(".dev.vars", """
                SIGNING_KEY=-----BEGIN PRIVATE KEY-----
                MIIBhushhush
                QUJDhush==
                -----END PRIVATE KEY-----
                PLAIN_KEY=MIIBhushhush
                UJDHUSH=
                """);

        Contract contract = agreed(init(survey()));

        assertThat(contract.worker().secrets()).containsExactly("PLAIN_KEY", "SIGNING_KEY");
        assertThat((pom() + told).toLowerCase(Locale.ROOT)).doesNotContain("hush");
        assertThat(told).anySatisfy(line -> assertThat(line).contains("line 6 of .dev.vars is no plain NAME=value"));
    }

    @Test
    void tellsWhatIsLeftToMendWhenTheConfigLacksTheIdOfADatabase() throws Exception {
        write("wrangler.toml", TOML + "[[env.preview.d1_databases]]\nbinding = \"DB\"\ndatabase_name = \"shop-db\"\n");
        write("src/worker.ts", "");

        ContractReading reading = init(survey());

        assertThat(InitRun.unfinished((ContractReading.Refused) reading))
                .hasMessageContainingAll("pom.xml is written, and 1 fault is left to mend", "<DB><id>");
        assertThat(told).anySatisfy(line -> assertThat(line).contains("mvn d4:init -Dd4.create makes the database"));
    }

    @Test
    void overwritesNoPom() throws Exception {
        copy("src/it/fixture", ".");
        write("pom.xml", "somebody's work");
        FoundProject project = survey();

        assertThatThrownBy(() -> init(project))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll("overwrites none", "target/d4/init/pom.xml");
        assertThat(pom()).isEqualTo("somebody's work");
        assertThat(directory.resolve("target/d4/init/pom.xml")).content().contains("<packaging>d4</packaging>");
    }

    @Test
    void refusesToGuessWhichOfTwoWorkersIsMeant() throws Exception {
        write("one/wrangler.toml", TOML);
        write("apps/two/wrangler.jsonc", "{\"name\": \"two\"}");
        write("node_modules/three/wrangler.toml", TOML);
        write("site/wrangler.toml", "name = \"site\"\npages_build_output_dir = \"./public\"\n");

        assertThat(Survey.of(directory, Optional.empty(), Optional.empty()))
                .isEqualTo(new Survey.Refused(
                        "there are 2 Workers here, and d4 releases one: apps/two, one",
                        "name it: -Dd4.worker.directory=apps/two"));
        assertThat(Survey.of(directory, Optional.of("one"), Optional.empty())).isInstanceOf(Survey.Found.class);
        assertThat(Survey.of(directory, Optional.of("../x"), Optional.empty())).isInstanceOf(Survey.Refused.class);
    }

    @Test
    void saysWhatIsNeededWhereThereIsNoWorkerAndWhereItsConfigIsBroken() throws Exception {
        assertThat(((Survey.Refused) Survey.of(directory, Optional.empty(), Optional.empty())).problem())
                .contains("there is no wrangler.toml, wrangler.json or wrangler.jsonc of a Worker");

        write("wrangler.toml", "name = ");

        assertThat(((Survey.Refused) Survey.of(directory, Optional.empty(), Optional.empty())).problem())
                .contains("the wrangler config in . cannot be used", "line 1");
    }

    @Test
    void makesWhatTheAccountLacksAndTellsWhatTheConfigMustSayOfIt() throws Exception {
        copy("src/it/fixture", ".");
        FoundProject project = survey();
        try (LiveAccount account = new LiveAccount(temporary.resolve("state"))) {
            InitRun run = new InitRun(directory, told::add);
            Stores stores = new Stores(account.api);

            run.create(stores, project.stages());

            String id = account.api
                    .databases()
                    .named("shop-db")
                    .orElseThrow()
                    .orElseThrow()
                    .id();
            assertThat(told)
                    .containsExactly(
                            "Will make D1 database 'shop-db' (d1_databases[DB]); it gets an id of its own, for no database"
                                    + " can be given 4222a800-ec94-479b-94d2-f1beaa7d01d9",
                            "Will make R2 bucket 'shop-images' (r2_buckets[IMAGES])",
                            "Made D1 database 'shop-db' (d1_databases[DB])",
                            "Made R2 bucket 'shop-images' (r2_buckets[IMAGES])",
                            "  env.staging.d1_databases[DB]: D1 database 'shop-db-staging'",
                            "  env.staging.r2_buckets[IMAGES]: R2 bucket 'shop-images-staging'",
                            "  To do: d1_databases[DB]: the account has D1 database 'shop-db' with the id " + id
                                    + "; write database_id = \"" + id
                                    + "\" at d1_databases[DB] of the wrangler config, and <id>" + id
                                    + "</id> in the POM where it names the database",
                            "  r2_buckets[IMAGES]: R2 bucket 'shop-images'");
            assertThatThrownBy(() -> run.create(stores, project.stages()))
                    .isInstanceOf(MojoFailureException.class)
                    .hasMessageContaining("database_id = \"" + id + "\"");
        }
    }

    private FoundProject survey() throws IOException {
        Survey survey = Survey.of(
                directory, Optional.empty(), Optional.of("https://x:hush-hush@github.com/peoplemerit/d4-chat.git"));
        assertThat(survey).isInstanceOf(Survey.Found.class);
        return ((Survey.Found) survey).project();
    }

    private ContractReading init(FoundProject project) throws IOException, MojoFailureException {
        return new InitRun(directory, told::add).write(project, "9.9");
    }

    private static Contract agreed(ContractReading reading) {
        assertThat(reading).isInstanceOf(ContractReading.Agreed.class);
        return ((ContractReading.Agreed) reading).contract();
    }

    private String pom() throws IOException {
        return Files.readString(directory.resolve("pom.xml"));
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void copy(String from, String below) throws IOException {
        DirectoryCopy.of(Path.of(from, below), directory.resolve(below).normalize());
    }
}
