package com.pmerit.d4.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.sandbox.assets.AssetShelf.Arrival;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UploadBodyTest {
    private static final String FILE =
            "{\"key\":\"HASH\",\"value\":\"aGk=\",\"metadata\":{\"contentType\":\"text/html\"},\"base64\":true}"
                    .replace("HASH", "0".repeat(32));

    @Test
    void readsFilesInWhateverOrderTheirFieldsCome() {
        String turned = "{\"base64\":true,\"metadata\":{\"contentType\":\"\"},\"value\":\"\",\"key\":\"%s\"}"
                .formatted("1".repeat(32));

        assertThat(UploadBody.read(Content.of("[" + FILE + "," + turned + "]")))
                .containsExactly(
                        new Arrival("0".repeat(32), Content.of("hi"), "text/html"),
                        new Arrival("1".repeat(32), Content.empty(), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"value\":\"aGk=\"      | \"value\":\"*\"           | not Base64",
                "\"value\":\"aGk=\"      | \"value\":5               | must be a string",
                "\"base64\":true         | \"base64\":true,\"o\":1   | unknown field: o",
                "\"value\":\"aGk=\",     | ''                        | has no value",
                "\"base64\":true         | \"base64\":false          | must be sent in Base64",
                "\"base64\":true         | \"base64\":true,\"key\":1 | not valid JSON",
                "\"contentType\"         | \"type\"                  | has no contentType",
                "\"key\":\"0             | \"key\":\"x               | is not the hash of a file",
            })
    void refusesAFileThatItDoesNotUnderstand(String from, String to, String words) {
        assertThat(FILE).contains(from);

        assertThatThrownBy(() -> UploadBody.read(Content.of("[" + FILE.replace(from, to) + "]")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "{}", "5", "[5]", "[FILE,5]", "[FILE][]", "[FILE", "''"})
    void refusesWhatIsNoArrayOfFiles(String body) {
        assertThatThrownBy(() -> UploadBody.read(Content.of(body.replace("FILE", FILE))))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching(".*(an upload is an array of 1 to 2000 files|not valid JSON).*");
    }
}
