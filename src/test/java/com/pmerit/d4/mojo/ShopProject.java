package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** The shop of the integration tests, in a directory of its own and read without Maven. */
final class ShopProject {
    private static final String POM = """
            <worker><directory>.</directory><secrets>%s</secrets></worker>
            <environments>
              <staging>
                <url>https://shop-staging.team.workers.dev</url>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </staging>
            </environments>
            """;

    /** So that a release has schedules and settings to write as well. */
    private static final String FURTHER = """

            [triggers]
            crons = ["0 3 * * *"]

            [observability]
            enabled = true
            """;

    private ShopProject() {}

    /** Copies the shop and reads its contract. */
    static Contract in(Path directory, String secrets) throws IOException {
        copyFixture(directory);
        Files.writeString(directory.resolve("wrangler.toml"), FURTHER, StandardOpenOption.APPEND);
        return read(directory, secrets);
    }

    /** Reads the contract of a shop that is there, with these secrets in its POM. */
    static Contract read(Path directory, String secrets) {
        return agreed(directory, POM.formatted(secrets));
    }

    /** Reads the contract of a project whose POM configures d4 like this, and agrees with it. */
    static Contract agreed(Path directory, String pom) {
        ContractReading reading = ContractReader.read(new PomContract(directory, "shop", "1.2.0", PomXml.tags(pom)));
        assertThat(reading).as("%s", reading).isInstanceOf(ContractReading.Agreed.class);
        return ((ContractReading.Agreed) reading).contract();
    }

    static void copyFixture(Path directory) throws IOException {
        Path source = Path.of("src", "it", "fixture").toAbsolutePath();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }
}
