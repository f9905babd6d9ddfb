package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.workers.SecretValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputLinesTest {
    @Test
    void takesSecretsOutInEveryFormAWorkerMayPrintThem() throws IOException {
        String secret = "first \"line\"\nsecond/line";

        List<String> lines = lines(secret, """
                raw first "line"
                second/line end
                literal 'first \\"line\\"\\nsecond/line'
                url first+%22line%22%0Asecond%2Fline
                """);

        assertThat(String.join("\n", lines)).doesNotContain("second").doesNotContain("first");
        assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line).contains("[secret KEY]"));
    }

    @Test
    void cutsALongLineWithoutLeavingHalfASecret() throws IOException {
        String secret = "0123456789".repeat(500);
        String text = "x".repeat(16 * 1024 - 100) + secret + secret + secret + "\nnext\n";

        List<String> lines = lines(secret, text);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).endsWith("(cut)").doesNotContain("01234");
        assertThat(lines.get(1)).isEqualTo("next");
    }

    private static List<String> lines(String secret, String text) throws IOException {
        List<String> lines = new ArrayList<>();
        new OutputLines(Redaction.of(Map.of("KEY", new SecretValue(secret))), lines::add)
                .readAll(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return lines;
    }
}
