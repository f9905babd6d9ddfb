package com.pmerit.d4.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MultipartFormTest {
    private static final String TYPE = "multipart/form-data; boundary=XX";

    @Test
    void readsWhatItWrites() {
        MultipartForm form = new MultipartForm(List.of(
                new Part("metadata", Optional.empty(), Optional.empty(), Content.of("{\"ü\":1}")),
                new Part(
                        "./a\"b\n.wasm",
                        Optional.of("./a\"b\n.wasm"),
                        Optional.of("application/wasm"),
                        Content.of(new byte[] {0, -1, '\r', '\n', '-', '-', 'X'})),
                new Part("empty", Optional.empty(), Optional.empty(), Content.empty())));
        assertThat(MultipartForm.parse(TYPE, Content.of(form.write("XX")))).isEqualTo(form);
    }

    @Test
    void readsAQuotedBoundary() {
        assertThat(MultipartForm.parse("Multipart/Form-Data; boundary=\"a b\"", Content.of("--a b--\r\n"))
                        .parts())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotAForm() {
        assertRefused("application/json", "{}", "Content-Type must be");
        assertRefused(TYPE, "hello", "boundary line is expected at byte 0");
        assertRefused(
                TYPE, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", "closing boundary is missing");
        assertRefused(TYPE, "--XX--\r\nmore", "follow the closing");
        assertRefused(TYPE, "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--", "no name");
        assertRefused(TYPE, "--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--", "no Content-Disposition");
        assertRefused(TYPE, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n--XX--", "no empty line");
    }

    @Test
    void refusesANameGivenTwice() {
        String part = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";
        assertRefused(TYPE, part + part + "--XX--", "two parts named a");
    }

    private static void assertRefused(String type, String body, String reason) {
        assertThatThrownBy(() -> MultipartForm.parse(type, Content.of(body.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }
}
