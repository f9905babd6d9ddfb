package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "_headers",
                "_redirects",
                "_routes.json",
                "_worker.js",
                "_worker.js/",
                "functions/",
                ".wrangler/",
                "nested/node_modules/",
                "nested/.DS_Store"
            })
    void leavesOutWhatWranglerLeavesOut(String path) {
        assertThat(PagesFiles.isLeftOut(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"index.html", "nested/_headers", "nested/functions/", ".well-known/", ".well-known/x", ".git/"})
    void takesAllElse(String path) {
        assertThat(PagesFiles.isLeftOut(path)).isFalse();
    }
}
