package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what d4 writes to the schema of SARIF 2.1.0 as OASIS published it. */
final class SarifProcessTest {
    private static final byte[] RENDERED = new Sarif(UnaryOperator.identity())
            .render(Lints.report(List.of(
                    Lints.error("migrations/0001_a b.sql", 7),
                    Lints.warning("migrations/0002_\"'é.sql", 1),
                    Lints.waived("x:y.sql", "both are made here"))));

    @TempDir
    private Path directory;

    @Test
    void keepsToTheSchemaOfSarif() throws Exception {
        assertThat(faults(RENDERED)).isEmpty();
        assertThat(faults(new Sarif(UnaryOperator.identity()).render(Lints.report(List.of()))))
                .isEmpty();
    }

    @Test
    void wouldBeFoundOutIfItDidNot() throws Exception {
        ObjectNode wrong = (ObjectNode) new ObjectMapper().readTree(RENDERED);
        ((ObjectNode) wrong.at("/runs/0/results/0")).put("level", "fatal");
        ((ObjectNode) wrong.at("/runs/0/results/1")).remove("message");

        assertThat(faults(wrong.toString().getBytes(StandardCharsets.UTF_8)))
                .contains(".runs[0].results[0].level")
                .contains("should have required property 'message'");
    }

    private String faults(byte[] sarif) throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve("lint.sarif"), sarif);
        Path output = directory.resolve("faults.txt");
        Process node = new ProcessBuilder("node", "src/test/node/sarif-faults.mjs", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            node.destroyForcibly();
        }
        return Files.readString(output);
    }
}
