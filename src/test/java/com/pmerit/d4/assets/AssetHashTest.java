package com.pmerit.d4.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.Blake3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The hashes are those that wrangler 4 gives. */
final class AssetHashTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "index.html, 'hello\n', 051240d22ab9086ec5997a6d1ad35ec1",
        "page.html, '<h1>hi</h1>\n', 17453d0cfb9bacc76d9f30d3cb9ca048",
        "style.css, 'body{}\n', aa42bba514e8ddfea838ec1a715ca332",
        "bin, 'bin\n', 6d71235b4dc6660d16b69e517e0beda5",
        "empty.txt, '', f9bc91770fa5e997cbd47fba833629fc"
    })
    void hashesContentAndExtensionAsWranglerDoes(String name, String content, String hash) throws Exception {
        assertThat(hash(name, content)).isEqualTo(hash);
    }

    @Test
    void hashesAFileInPartsAsAWhole() throws Exception {
        assertThat(hash("a.js", "a".repeat(2000))).isEqualTo("6098f70ab48571c219e36998550323f9");
        assertThat(hash("large.js", "a".repeat(200_000)))
                .isEqualTo(hash("same.js", "a".repeat(200_000)))
                .isNotEqualTo(hash("same.css", "a".repeat(200_000)));
    }

    /** At the bounds of blocks, chunks, subtrees and buffers, and in between. */
    static IntStream lengths() {
        int chunk = 768;
        int buffer = 64 * chunk;
        IntStream bounds = IntStream.of(
                        0, 48, chunk, 2 * chunk, 3 * chunk, 7 * chunk, buffer, buffer + chunk, 5 * buffer)
                .flatMap(bound -> IntStream.rangeClosed(bound - 3, bound + 3));
        return IntStream.concat(bounds, new Random(1).ints(60, 0, 400_000)).filter(length -> length >= 0);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void hashesEveryLengthAsALibraryHashesTheText(int length) throws Exception {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        for (String extension : List.of("", "js", "x".repeat(length % 90), "y".repeat(3000))) {
            Blake3 library = Blake3.initHash();
            library.update(Base64.getEncoder().encode(content));
            library.update(extension.getBytes(StandardCharsets.UTF_8));

            assertThat(new AssetHasher().of(new ByteArrayInputStream(content), extension))
                    .as(extension)
                    .isEqualTo(Hex.encodeHexString(library.doFinalize(16)));
        }
    }

    @Test
    void hashesOneFileAfterTheOther() throws Exception {
        AssetHasher hasher = new AssetHasher();
        Path large = Files.write(directory.resolve("large.js"), new byte[300_000]);
        Path small = Files.write(directory.resolve("small.js"), new byte[3]);

        assertThat(AssetHash.of(large, hasher)).isEqualTo(AssetHash.of(large));
        assertThat(AssetHash.of(small, hasher)).isEqualTo(AssetHash.of(small)).isNotEqualTo(AssetHash.of(large));
        assertThat(AssetHash.of(large, hasher)).isEqualTo(AssetHash.of(large));
    }

    @Test
    void takesTheExtensionAsNodeDoes() {
        assertThat(AssetHash.extension("archive.tar.GZ")).isEqualTo("GZ");
        assertThat(AssetHash.extension(".env")).isEmpty();
        assertThat(AssetHash.extension("no-extension")).isEmpty();
        assertThat(AssetHash.extension("ends-in-a-dot.")).isEmpty();
    }

    @Test
    void givesTheContentTypesThatWranglerGives() {
        ContentTypes types = ContentTypes.ofPages();

        assertThat(types.of("assets/index-Cx1.js")).isEqualTo("application/javascript");
        assertThat(types.of("index.HTML")).isEqualTo("text/html");
        assertThat(types.of("icons/favicon.ico")).isEqualTo("image/vnd.microsoft.icon");
        assertThat(types.of("app.webmanifest")).isEqualTo("application/manifest+json");
        assertThat(types.of("data/unknown")).isEqualTo("application/octet-stream");
        assertThat(types.of("a.unheard-of")).isEqualTo("application/octet-stream");
    }

    private String hash(String name, String content) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, content);
        return AssetHash.of(file);
    }
}
