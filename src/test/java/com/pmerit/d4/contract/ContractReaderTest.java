package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractReaderTest {
    private static final String STAGING = "<environments><staging>";
    private static final String PRODUCTION = "<environments><production>";

    @TempDir
    Path directory;

    private ContractFixture project;

    @BeforeEach
    void makeProject() throws IOException {
        project = new ContractFixture(directory.toRealPath());
    }

    @Test
    void takesFromTheWranglerConfigWhatThePomLeavesOut() {
        Environment production = project.contract().environment("production").orElseThrow();

        assertThat(production.worker()).isEqualTo("router");
        assertThat(production.databases())
                .containsExactly(Map.entry(
                        "DB",
                        new Database(
                                "db",
                                ContractFixture.PRODUCTION_ID,
                                project.directory().resolve("products/router/migrations"),
                                "d1_migrations",
                                Optional.empty())));
        assertThat(production.buckets()).containsExactly(Map.entry("IMAGES", new Bucket("images", Optional.empty())));
        assertThat(production.vars()).containsExactly(Map.entry("ENVIRONMENT", new Variable.Text("production")));
        assertThat(production.script())
                .isEqualTo(new Script(
                        project.directory().resolve("products/router/src/index.ts"), "2026-01-15", List.of(), false));
    }

    @Test
    void putsEnvironmentsInReleaseOrderWhateverTheirOrderInThePom() {
        assertThat(project.contract().environments())
                .extracting(Environment::name)
                .containsExactly("staging", "production");
    }

    @Test
    void knowsProjectWorkerAndSite() {
        Contract contract = project.contract();

        Path router = project.directory().resolve("products/router");
        Path ui = project.directory().resolve("products/ui");
        assertThat(contract.project())
                .isEqualTo(new Project(
                        project.directory(),
                        "shop",
                        "1.2.0",
                        List.of(
                                new Project.NpmPackage("products/router", router),
                                new Project.NpmPackage("products/ui", ui))));
        assertThat(contract.worker())
                .isEqualTo(new Worker(
                        router, router.resolve("wrangler.toml"), List.of("STRIPE_SECRET_KEY", "RESEND_API_KEY")));
        assertThat(contract.site()).hasValueSatisfying(site -> {
            assertThat(site.directory()).isEqualTo(ui);
            assertThat(site.project()).isEqualTo("ui");
            assertThat(site.output()).isEqualTo(ui.resolve("dist"));
        });
        assertThat(contract.disagreements()).isEmpty();
        assertThat(contract.warnings()).isEmpty();
    }

    @Test
    void findsMigrationsWhereTheWranglerConfigPutsThem() {
        Environment staging = project.contract().environment("staging").orElseThrow();

        assertThat(staging.databases().values())
                .extracting(Database::migrationsDirectory)
                .containsExactly(project.directory().resolve("products/router/sql"));
    }

    @Test
    void readsAPlainSmokeTestWithItsDefaults() {
        Environment staging = project.contract().environment("staging").orElseThrow();

        assertThat(staging.smoke())
                .isEqualTo(new Smoke(
                        "/health",
                        200,
                        Optional.of("application/json"),
                        Map.of("status", new Expectation.Equal("healthy")),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(2),
                        Smoke.Latency.WARN));
        assertThat(staging.url()).isEqualTo(URI.create("https://router-staging.example.com"));
    }

    @Test
    void keepsBothValuesWherePomAndWranglerConfigDisagree() {
        project.toml(ContractFixture.STAGING_ID, "00000000-0000-0000-0000-000000000001")
                .toml("bucket_name = \"images-staging\"", "bucket_name = \"other\"")
                .toml("ENVIRONMENT = \"staging\"", "ENVIRONMENT = \"stage\"");

        Contract contract = project.contract();

        assertThat(contract.disagreementsOf("production")).isEmpty();
        assertThat(contract.disagreementsOf("staging"))
                .containsExactly(
                        new Disagreement(
                                "staging",
                                STAGING + "<databases><DB><id>",
                                ContractFixture.STAGING_ID,
                                "env.staging.d1_databases[DB].database_id",
                                Optional.of("00000000-0000-0000-0000-000000000001")),
                        new Disagreement(
                                "staging",
                                STAGING + "<buckets><IMAGES>",
                                "images-staging",
                                "env.staging.r2_buckets[IMAGES].bucket_name",
                                Optional.of("other")),
                        new Disagreement(
                                "staging",
                                STAGING + "<vars><ENVIRONMENT>",
                                "staging",
                                "env.staging.vars.ENVIRONMENT",
                                Optional.of("stage")));
        assertThat(contract.environment("staging").orElseThrow().databases().values())
                .extracting(Database::id)
                .containsExactly(ContractFixture.STAGING_ID);
    }

    @Test
    void notesWhatThePomPromisesAndWranglerWouldLeaveOut() {
        project.pom("<ENVIRONMENT>", "<REGION>eu</REGION><ENVIRONMENT>");

        assertThat(project.contract().disagreements())
                .containsExactly(new Disagreement(
                        "staging", STAGING + "<vars><REGION>", "eu", "env.staging.vars.REGION", Optional.empty()));
    }

    @Test
    void notesADisagreementAboutTheScriptsName() {
        project.pom("<worker>router-staging</worker>", "<worker>router-stage</worker>");

        assertThat(project.contract().disagreements())
                .extracting(Disagreement::message)
                .containsExactly(STAGING + "<worker>: the POM says \"router-stage\","
                        + " env.staging.name says \"router-staging\"");
    }

    @Test
    void comparesAVarOfAnotherTypeAsJson() {
        project.pom("<ENVIRONMENT>", "<LIMITS>{\"b\": 1.0, \"a\": [true]}</LIMITS><ENVIRONMENT>")
                .toml("[env.staging.vars]", "[env.staging.vars]\nLIMITS = { a = [true], b = 1 }");

        Contract contract = project.contract();

        assertThat(contract.disagreements()).isEmpty();
        assertThat(contract.environment("staging").orElseThrow().vars())
                .containsEntry("LIMITS", new Variable.Json("{\"a\":[true],\"b\":1}"));
    }

    @Test
    void readsNestedAndDottedFieldsHeadersAndTimesOfASmokeTest() {
        project.pom("<smoke><path>/health</path><json><status>healthy</status></json></smoke>\n  </staging>", """
                <smoke><path>/health?deep=1</path><status>203</status><contentType>Application/Health+JSON; q=1</contentType>
                <json><checks><database>ok</database></checks><checks.bucket>equals: matches: x</checks.bucket>
                <version>matches: \\d+</version></json>
                <headers><X-Served-By>d4</X-Served-By></headers>
                <marker>healthy</marker><version>header:x-version</version><deadline>2m</deadline><interval>500ms</interval><latency>fail</latency></smoke>
                  </staging>""");

        Smoke smoke = project.contract().environment("staging").orElseThrow().smoke();

        assertThat(smoke)
                .isEqualTo(new Smoke(
                        "/health?deep=1",
                        203,
                        Optional.of("application/health+json"),
                        Map.of(
                                "checks.database", new Expectation.Equal("ok"),
                                "checks.bucket", new Expectation.Equal(" matches: x"),
                                "version", new Expectation.Matching("\\d+")),
                        Map.of("x-served-by", new Expectation.Equal("d4")),
                        Optional.of("healthy"),
                        Optional.of("header:x-version"),
                        Duration.ofMinutes(2),
                        Duration.ofMillis(500),
                        Smoke.Latency.FAIL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <path>/health</path>               | <path>health</path>        | <path>
                    <path>/health</path>               | ''                         | <path>
                    <path>/health</path>               | <path>/h</path><status>20</status>       | <status>
                    <path>/health</path>               | <path>/h</path><contentType>json</contentType> | <contentType>
                    <path>/health</path>               | <path>/h</path><deadline>30</deadline>   | <deadline>
                    <path>/health</path>               | <path>/h</path><interval>0s</interval>   | <interval>
                    <path>/health</path>               | <path>/h</path><latency>ignore</latency> | <latency>
                    <path>/health</path>               | <path>/h</path><version>a version</version> | <version>
                    <path>/health</path>               | <path>/h</path><pth>/</pth>              | <pth>
                    <json><status>healthy</status></json> | <json/>                               | <json>
                    <json><status>healthy</status></json> | <json><status/></json>                | <json><status>
                    <json><status>healthy</status></json> | <json><status>matches:(</status></json> | <json><status>
                    """)
    void refusesASmokeTestThatCannotBeAsked(String from, String to, String tag) {
        project.pom(from, to);

        assertThat(project.faults())
                .extracting(Fault::tag)
                .containsExactlyInAnyOrder(STAGING + "<smoke>" + tag, PRODUCTION + "<smoke>" + tag);
    }

    @Test
    void refusesAnEnvironmentWithoutASmokeTest() {
        project.pom(
                "<smoke><path>/health</path><json><status>healthy</status></json></smoke>\n  </staging>", "</staging>");

        assertThat(project.onlyFault().tag()).isEqualTo(STAGING + "<smoke>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <secrets><secret>         | <secrts/><secrets><secret>  | <worker><secrts>                 | Did you mean <secrets>?
                    <project>ui</project>     | <projct/><project>ui</project> | <site><projct>                | Did you mean <project>?
                    <buckets>                 | <bukets/><buckets>          | <environments><staging><bukets>  | Did you mean <buckets>?
                    <id>                      | <idd/><id>                  | <environments><staging><databases><DB><idd> | Did you mean <id>?
                    <site>                    | <sight/><site>              | <sight>                          | Known: worker, site, environments.
                    """)
    void namesAnUnknownKey(String from, String to, String tag, String remedy) {
        project.pom(from, to);

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(tag);
        assertThat(fault.remedy()).isEqualTo(remedy);
    }

    @Test
    void readsTheTablesToCountInEitherWay() {
        project.pom("<id>e7604", "<count><table>users</table><table>chat messages</table></count><id>e7604");
        assertThat(counted(project.contract())).containsExactly("users", "chat messages");

        project.pom("<count><table>users</table><table>chat messages</table></count>", "<count>users, orders</count>");
        assertThat(counted(project.contract())).containsExactly("users", "orders");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <count/>                                            | names no table
                    <count><table>users</table><table>users</table></count> | is counted twice
                    <count><table>users"; DROP TABLE x</table></count>  | is no name of a table of yours
                    <count><table>_cf_KV</table></count>                | is no name of a table of yours
                    <count><table> </table></count>                     | is empty
                    <count><tables>users</tables></count>               | is no key that d4 knows
                    """)
    void refusesToCountWhatIsNoTable(String count, String problem) {
        project.pom("<id>e7604", count + "<id>e7604");

        assertThat(((ContractReading.Refused) project.read()).faults())
                .filteredOn(fault -> fault.problem().equals(problem))
                .singleElement()
                .satisfies(fault -> assertThat(fault.tag()).startsWith(STAGING + "<databases><DB><count>"));
    }

    private static List<String> counted(Contract contract) {
        return contract.environment("staging").orElseThrow().databases().values().stream()
                .flatMap(database -> database.counted().stream())
                .toList();
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        project.pom("<vars>", "<vars><ENVIRONMENT>x</ENVIRONMENT>");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + "<vars><ENVIRONMENT>");
        assertThat(fault.problem()).isEqualTo("stands twice");
    }

    @Test
    void refusesAPropertyThatNothingDefines() {
        project.pom("<IMAGES>images-staging", "<IMAGES>images-${env}");

        assertThat(project.onlyFault().problem()).isEqualTo("holds a property that nothing defines");
    }

    @Test
    void refusesADatabaseWithoutAnId() {
        project.pom("<id>e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9</id>", "")
                .toml("database_id = \"e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9\"", "");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + "<databases><DB><id>");
        assertThat(fault.problem()).isEqualTo("is missing, here and in the wrangler config");
    }

    @Test
    void refusesADatabaseIdThatIsNoUuid() {
        project.pom(ContractFixture.STAGING_ID, "e7604a7b");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + "<databases><DB><id>");
        assertThat(fault.value()).isEqualTo("e7604a7b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <worker>router-staging</worker> | <worker>router</worker>           | <worker>
                    db-staging                      | db                                | <databases><DB><name>
                    e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9 | 4222A800-ec94-479b-94d2-f1beaa7d01d9 | <databases><DB><id>
                    images-staging                  | images                            | <buckets><IMAGES>
                    https://router-staging.example.com | https://ROUTER.example.com:443/x | <url>
                    """)
    void refusesTwoEnvironmentsThatShareSomething(String from, String to, String tag) {
        project.pom(from, to);

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + tag);
        assertThat(fault.problem()).contains("of production too (" + PRODUCTION + tag + ")");
    }

    @Test
    void refusesAnAfterThatNamesNothing() {
        project.pom("<after>staging</after>", "<after>stagin</after>");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(PRODUCTION + "<after>");
        assertThat(fault.value()).isEqualTo("stagin");
        assertThat(fault.remedy()).isEqualTo("Did you mean staging?");
    }

    @Test
    void refusesAnAfterThatGoesRoundInACircle() {
        project.pom("<staging>", "<staging><after>production</after>");

        assertThat(project.faults())
                .extracting(Fault::problem)
                .containsExactly(
                        "goes round in a circle: production after staging after production",
                        "goes round in a circle: staging after production after staging");
    }

    @Test
    void refusesAnEnvironmentThatWaitsForItself() {
        project.pom("<after>staging</after>", "<after>production</after>");

        assertThat(project.onlyFault().problem()).isEqualTo("goes round in a circle: production after production");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://router-staging.example.com",
                "ftp://router-staging.example.com",
                "router-staging.example.com",
                "https://",
                "https://router-staging.example.com?x=1",
                "https://router staging.example.com",
                "http://127.0.0.1.example.com",
                "http://127.evil.example",
            })
    void refusesAUrlThatIsNotHttps(String url) {
        project.pom("https://router-staging.example.com", url);

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + "<url>");
        assertThat(fault.value()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8787", "http://localhost:8787", "http://[::1]:8787"})
    void allowsPlainHttpToLoopback(String url) {
        project.pom("https://router-staging.example.com", url + "/");

        assertThat(project.contract().environment("staging").orElseThrow().url())
                .isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @CsvSource({"<vars>,<vars><A-B>x</A-B>,<vars><A-B>", "<buckets>,<buckets><A.B>abc</A.B>,<buckets><A.B>"})
    void refusesANameThatCannotBeBound(String from, String to, String tag) {
        project.pom(from, to);

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + tag);
        assertThat(fault.problem()).isEqualTo("is no name of a binding");
    }

    @Test
    void refusesANameThatIsBoundTwice() {
        project.pom("<vars>", "<vars><DB>x</DB>");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + "<vars><DB>");
        assertThat(fault.problem()).startsWith("is a var and a database");
    }

    @Test
    void refusesAVarThatIsDeclaredASecretAndKeepsItsValueToItself() {
        project.pom("<vars>", "<vars><RESEND_API_KEY>hush-hush</RESEND_API_KEY>");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + "<vars><RESEND_API_KEY>");
        assertThat(fault.toString()).doesNotContain("hush-hush");
    }

    @Test
    void refusesAVarOfTheWranglerConfigThatIsDeclaredASecret() {
        project.toml("[env.staging.vars]", "[env.staging.vars]\nRESEND_API_KEY = \"hush-hush\"");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo("wrangler.toml: env.staging.vars.RESEND_API_KEY");
        assertThat(fault.toString()).doesNotContain("hush-hush");
    }

    @Test
    void refusesASecretGivenWithItsValueAndKeepsItToItself() {
        project.pom("<secret>RESEND_API_KEY</secret>", "<secret>RESEND_API_KEY=hush-hush</secret>");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo("<worker><secrets><secret>");
        assertThat(fault.toString()).doesNotContain("hush-hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/", "products/../../outside"})
    void refusesADirectoryOutOfTheProject(String path) {
        project.pom("products/router", path);

        assertThat(project.faults()).extracting(Fault::tag).contains("<worker><directory>");
        assertThat(project.faults()).extracting(Fault::problem).anyMatch(text -> text.startsWith("leads out of"));
    }

    @Test
    void refusesADirectoryThatASymbolicLinkLeadsOutOfTheProject(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(project.directory().resolve("products/link"), outside);
        project.pom("products/ui", "products/link");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo("<site><directory>");
        assertThat(fault.problem()).startsWith("leads out of the project");
    }

    @Test
    void refusesDirectoriesThatAreNotThere() {
        project.pom("products/ui", "products/uix").pom("products/router", "products/routr");

        assertThat(project.faults())
                .extracting(Fault::tag, Fault::value)
                .containsExactly(
                        tuple("<worker><directory>", "products/routr"), tuple("<site><directory>", "products/uix"));
    }

    @Test
    void refusesAnEntryModuleThatIsNotThere() {
        project.toml("src/index.ts", "src/indx.ts");

        assertThat(project.onlyFault().tag()).isEqualTo("main in the wrangler config");
    }

    @Test
    void doesNotMissAnEntryModuleThatABuildCommandMakes() {
        project.toml("src/index.ts", "dist/index.js").toml("[vars]", "[build]\ncommand = \"true\"\n[vars]");

        assertThat(project.contract()
                        .environment("staging")
                        .orElseThrow()
                        .script()
                        .main())
                .isEqualTo(project.directory().resolve("products/router/dist/index.js"));
    }

    @Test
    void refusesAConfigWithoutACompatibilityDate() {
        project.toml("compatibility_date = \"2026-01-15\"", "");

        assertThat(project.faults())
                .extracting(Fault::tag)
                .containsExactlyInAnyOrder(STAGING + "<compatibilityDate>", PRODUCTION + "<compatibilityDate>");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        project.pom("https://router-staging", "http://router-staging")
                .pom("<after>staging</after>", "<after>nowhere</after>")
                .pom("<project>ui</project>", "<project>UI</project>")
                .pom("<secrets>", "<wrong/><secrets>")
                .toml("name = \"router\"", "");

        assertThat(project.faults())
                .extracting(Fault::tag)
                .containsExactlyInAnyOrder(
                        "<worker><wrong>",
                        "<site><project>",
                        PRODUCTION + "<worker>",
                        STAGING + "<url>",
                        PRODUCTION + "<after>");
    }

    @Test
    void refusesAPomThatSaysNothing() {
        ContractReading reading = ContractReader.read(new PomContract(project.directory(), "shop", "1.0", List.of()));

        assertThat(((ContractReading.Refused) reading).faults())
                .extracting(Fault::tag)
                .containsExactly("<worker>", "<environments>");
    }

    @Test
    void stillJudgesThePomWhenTheWranglerConfigCannotBeRead() {
        project.toml("name = \"router\"", "name = ").pom("https://router-staging", "http://router-staging");

        assertThat(project.faults()).extracting(Fault::tag).containsExactly("wrangler.toml", STAGING + "<url>");
    }

    @Test
    void refusesToTakeTheTopLevelForTwoEnvironments() {
        project.pom("<staging>", "<test>").pom("</staging>", "</test>").pom("<after>staging", "<after>test");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo("<environments><test>");
        assertThat(fault.problem()).startsWith("wrangler.toml has no section env.test");
    }

    @Test
    void takesTheSectionThatThePomNames() {
        project.pom("<staging>", "<test><wranglerEnvironment>staging</wranglerEnvironment>")
                .pom("</staging>", "</test>")
                .pom("<after>staging", "<after>test")
                .pom("<production>", "<production><wranglerEnvironment>top-level</wranglerEnvironment>");

        Contract contract = project.contract();

        assertThat(contract.environment("test").orElseThrow().wrangler().section())
                .contains("staging");
        assertThat(contract.environment("production").orElseThrow().wrangler().section())
                .isEmpty();
    }

    @Test
    void refusesASectionThatIsNotThere() {
        project.pom("<staging>", "<staging><wranglerEnvironment>stagng</wranglerEnvironment>");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo(STAGING + "<wranglerEnvironment>");
        assertThat(fault.remedy()).isEqualTo("Did you mean staging?");
    }

    @Test
    void warnsOfWhatASectionDoesNotInherit() {
        project.toml("[vars]", "[ai]\nbinding = \"AI\"\n[vars]");

        assertThat(project.contract().warnings())
                .extracting(Fault::tag, Fault::problem)
                .containsExactly(tuple(
                        "<environments><staging>",
                        "the wrangler config states ai at its top level only, which wrangler does not inherit"));
    }

    @Test
    void listsNoNpmPackageWhereThereIsNone() throws IOException {
        Files.delete(project.directory().resolve("products/router/package.json"));
        project.toml("[vars]\nENVIRONMENT = \"production\"", "no_bundle = true\n[vars]\nENVIRONMENT = \"production\"");

        Contract contract = project.contract();

        assertThat(contract.project().packages())
                .extracting(Project.NpmPackage::name)
                .containsExactly("products/ui");
        assertThat(contract.environment("staging").orElseThrow().script().noBundle())
                .isTrue();
    }
}
