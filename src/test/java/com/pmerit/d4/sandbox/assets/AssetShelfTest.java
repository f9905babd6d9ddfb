package com.pmerit.d4.sandbox.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.assets.AssetShelf.Arrival;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.state.ContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AssetShelfTest {
    private static final Arrival PAGE = new Arrival("a".repeat(32), Content.of("<p>"), "text/html");
    private static final Arrival IMAGE = new Arrival("b".repeat(32), Content.of("png"), "image/png");

    @TempDir
    private Path directory;

    private AssetShelf opened() {
        return new AssetShelf(directory.resolve("assets"), new ContentStore(directory.resolve("contents")));
    }

    @Test
    void keepsTheFilesOfEachUploadOverARestart() throws IOException {
        opened().put("shop", List.of(PAGE));
        opened().put("shop", List.of(IMAGE));

        AssetShelf shelf = opened();

        assertThat(shelf.find("shop", PAGE.hash()))
                .hasValueSatisfying(asset -> assertThat(asset.contentType()).isEqualTo("text/html"));
        assertThat(shelf.find("shop", IMAGE.hash())).isPresent();
        assertThat(shelf.find("other", PAGE.hash())).isEmpty();
    }

    @Test
    void takesTheContentTypeOfTheLatestUploadOfAFile() throws IOException {
        AssetShelf shelf = opened();
        shelf.put("shop", List.of(PAGE));
        shelf.put("shop", List.of(new Arrival(PAGE.hash(), PAGE.content(), "text/plain")));

        assertThat(shelf.find("shop", PAGE.hash()).orElseThrow().contentType()).isEqualTo("text/plain");
        assertThat(opened().find("shop", PAGE.hash()).orElseThrow().contentType())
                .isEqualTo("text/plain");
    }
}
