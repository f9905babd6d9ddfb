package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project with a Worker, a site and two environments, of which a test changes one thing. */
final class ContractFixture {
    static final String STAGING_ID = "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9";
    static final String PRODUCTION_ID = "4222a800-ec94-479b-94d2-f1beaa7d01d9";

    static final String POM = """
            <worker>
              <directory>products/router</directory>
              <secrets><secret>STRIPE_SECRET_KEY</secret><secret>RESEND_API_KEY</secret></secrets>
            </worker>
            <site><directory>products/ui</directory><project>ui</project><output>dist</output></site>
            <environments>
              <production>
                <after>staging</after>
                <url>https://router.example.com</url>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </production>
              <staging>
                <worker>router-staging</worker>
                <url>https://router-staging.example.com</url>
                <databases><DB><name>db-staging</name><id>e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9</id></DB></databases>
                <buckets><IMAGES>images-staging</IMAGES></buckets>
                <vars><ENVIRONMENT>staging</ENVIRONMENT></vars>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </staging>
            </environments>
            """;

    static final String TOML = """
            name = "router"
            main = "src/index.ts"
            compatibility_date = "2026-01-15"
            [vars]
            ENVIRONMENT = "production"
            [[d1_databases]]
            binding = "DB"
            database_name = "db"
            database_id = "4222a800-ec94-479b-94d2-f1beaa7d01d9"
            [[r2_buckets]]
            binding = "IMAGES"
            bucket_name = "images"
            [env.staging]
            name = "router-staging"
            [env.staging.vars]
            ENVIRONMENT = "staging"
            [[env.staging.d1_databases]]
            binding = "DB"
            database_name = "db-staging"
            database_id = "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9"
            migrations_dir = "sql"
            [[env.staging.r2_buckets]]
            binding = "IMAGES"
            bucket_name = "images-staging"
            """;

    private final Path directory;
    private String pom = POM;
    private String toml = TOML;

    ContractFixture(Path directory) {
        this.directory = directory;
        write("products/router/src/index.ts", "export default {}");
        write("products/router/package.json", "{}");
        write("products/ui/package.json", "{}");
    }

    Path directory() {
        return directory;
    }

    ContractFixture pom(String from, String to) {
        assertThat(pom).contains(from);
        pom = pom.replace(from, to);
        return this;
    }

    ContractFixture toml(String from, String to) {
        assertThat(toml).contains(from);
        toml = toml.replace(from, to);
        return this;
    }

    void write(String file, String content) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ContractReading read() {
        write("products/router/wrangler.toml", toml);
        return ContractReader.read(new PomContract(directory, "shop", "1.2.0", PomXml.tags(pom)));
    }

    Contract contract() {
        ContractReading reading = read();
        assertThat(reading).describedAs("%s", reading).isInstanceOf(ContractReading.Agreed.class);
        return ((ContractReading.Agreed) reading).contract();
    }

    List<Fault> faults() {
        ContractReading reading = read();
        assertThat(reading).describedAs("%s", reading).isInstanceOf(ContractReading.Refused.class);
        return ((ContractReading.Refused) reading).faults();
    }

    Fault onlyFault() {
        List<Fault> faults = faults();
        assertThat(faults).hasSize(1);
        return faults.get(0);
    }
}
