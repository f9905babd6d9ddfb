package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a console as a file below {@code golden}, which is reviewed like code. With {@code -Dd4.golden=renew} the tests write the
 * files anew, and fail, so that nobody takes that for a proof.
 */
final class Golden {
    private static final Path FILES =
            Path.of(System.getProperty("basedir", ".")).resolve("src/test/resources/com/pmerit/d4/report/golden");

    private Golden() {}

    /** Holds the lines against the file, each of them within so many columns. */
    static void assertShows(String name, int columns, List<String> lines) throws IOException {
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        String text = String.join("\n", lines) + "\n";
        Path file = FILES.resolve(name);
        if (System.getProperty("d4.golden", "").equals("renew")) {
            Files.writeString(file, text);
            fail("%s was written anew: read git diff, and run the test again without -Dd4.golden", file);
        }
        assertThat(text)
                .as(
                        "the console; if it is meant to be so, write it anew with -Dd4.golden=renew and read git diff: %s",
                        file)
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }
}
