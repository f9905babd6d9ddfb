package com.pmerit.d4.sandbox.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.http.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssetHashTest {
    @ParameterizedTest
    @CsvSource({
        "'<h1>hi</h1>\n',html,17453d0cfb9bacc76d9f30d3cb9ca048",
        "'body{}\n',css,aa42bba514e8ddfea838ec1a715ca332",
        "'bin\n','',6d71235b4dc6660d16b69e517e0beda5",
        "'',txt,f9bc91770fa5e997cbd47fba833629fc"
    })
    void isWhatWranglerComputes(String text, String extension, String hash) {
        assertThat(AssetHash.of(Content.of(text), extension)).isEqualTo(hash);
    }

    @Test
    void isWhatWranglerComputesForMoreThanOneBlock() {
        assertThat(AssetHash.of(Content.of("a".repeat(2000)), "js")).isEqualTo("6098f70ab48571c219e36998550323f9");
    }

    @ParameterizedTest
    @CsvSource({
        "/index.html,html",
        "/a.b/c,''",
        "/.env,''",
        "/.env.local,local",
        "/archive.tar.GZ,GZ",
        "/ends.,''",
        "/none,''"
    })
    void takesTheExtensionAsNodeDoes(String path, String extension) {
        assertThat(AssetHash.extension(path)).isEqualTo(extension);
    }
}
