package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class UploadFormReaderTest {
    private static final String METADATA = """
            {"main_module":"index.js","bindings":[{"name":"DB","type":"d1","id":"e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9"}],\
            "compatibility_date":"2026-04-01","compatibility_flags":["nodejs_compat"],"observability":{"enabled":true}}""";

    @Test
    void readsModulesBindingsAndTheRest() throws MalformedUploadException {
        String form = part("name=\"metadata\"", "", METADATA)
                + part("name=\"index.js\"; filename=\"index.js\"", "application/javascript+module", "export default {}")
                + part("name=\"./a.txt\"; filename=\"./a.txt\"", "text/plain", "")
                + "--x--\r\n";

        Bundle bundle = read(form);

        assertThat(bundle.mainModule()).isEqualTo("index.js");
        assertThat(bundle.modules()).extracting(WorkerModule::name).containsExactly("index.js", "./a.txt");
        assertThat(new String(bundle.modules().get(0).content(), StandardCharsets.UTF_8))
                .isEqualTo("export default {}");
        assertThat(bundle.modules().get(1).content()).isEmpty();
        assertThat(bundle.bindings()).containsExactly(Binding.d1("DB", "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9"));
        assertThat(bundle.compatibilityFlags()).containsExactly("nodejs_compat");
        assertThat(bundle.further()).containsOnlyKeys("observability");
    }

    @Test
    void keepsLineEndsThatBelongToAModule() throws MalformedUploadException {
        String form = part("name=\"metadata\"", "", METADATA)
                + part(
                        "name=\"index.js\"; filename=\"index.js\"",
                        "application/javascript+module",
                        "a\r\n--y\r\n\r\nb\r\n")
                + "--x--\r\n";

        assertThat(new String(read(form).modules().get(0).content(), StandardCharsets.UTF_8))
                .isEqualTo("a\r\n--y\r\n\r\nb\r\n");
    }

    @Test
    void refusesAFormThatEndsInTheMiddle() {
        String form = part("name=\"metadata\"", "", METADATA)
                + "--x\r\nContent-Disposition: form-data; name=\"index.js\"\r\n";

        refuses(form, "no end");
    }

    @Test
    void refusesAFormWithoutMetadata() {
        refuses(part("name=\"index.js\"", "application/javascript+module", "x") + "--x--\r\n", "no metadata");
    }

    @Test
    void refusesAModuleOfAnUnknownType() {
        refuses(
                part("name=\"metadata\"", "", METADATA) + part("name=\"index.js\"", "text/x-cobol", "x") + "--x--\r\n",
                "text/x-cobol");
    }

    @Test
    void refusesTheOldServiceWorkerFormat() {
        refuses(
                part("name=\"metadata\"", "", "{\"body_part\":\"script\"}")
                        + part("name=\"script\"", "application/javascript", "x") + "--x--\r\n",
                "service-worker format");
    }

    @Test
    void refusesWhatIsNoForm() {
        refuses("<html>", "boundary");
    }

    private static void refuses(String form, String words) {
        assertThatExceptionOfType(MalformedUploadException.class)
                .isThrownBy(() -> read(form))
                .withMessageContaining(words);
    }

    private static Bundle read(String form) throws MalformedUploadException {
        return UploadFormReader.read(form.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String disposition, String type, String content) {
        return "--x\r\nContent-Disposition: form-data; " + disposition + "\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "\r\n" + content + "\r\n";
    }
}
