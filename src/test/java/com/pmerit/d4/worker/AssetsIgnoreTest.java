package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left out is held against the real wrangler in {@link WranglerBesideAssetsProcessTest}. */
final class AssetsIgnoreTest {
    @ParameterizedTest
    @CsvSource({
        "a.map, a.map",
        "a.map, deep/a.map",
        "a.map, A.MAP",
        "*.map, deep/er/b.map",
        "/a.map, a.map",
        "drafts, drafts/",
        "drafts/, drafts/one/two.html",
        "/deep/*, deep/a",
        "deep/**, deep/er/a",
        "deep/**/a, deep/a",
        "deep/**/a, deep/er/st/a",
        "**/a, deep/a",
        "a?c, abc",
        "[ab].js, b.js",
        "'a\\*', a*",
        "'a  ', a"
    })
    void leavesOutWhatIsNamed(String pattern, String path) {
        assertThat(new AssetsIgnore(pattern).leavesOut(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/a.map, deep/a.map",
        "drafts/, drafts",
        "a, ab",
        "*.map, a.maps",
        "/deep/*, other/deep/a",
        "a?c, a/c",
        "'# a', a",
        "'a\\*', ab",
        "a.c, abc"
    })
    void takesAllElse(String pattern, String path) {
        assertThat(new AssetsIgnore(pattern).leavesOut(path)).isFalse();
    }

    @Test
    void takesBackWhatALaterLineNamesButNotOutOfADirectoryThatIsLeftOut() {
        AssetsIgnore ignore = new AssetsIgnore("*.html\r\n!index.html\r\n\r\ndrafts/\r\n!drafts/index.html");

        assertThat(ignore.leavesOut("about.html")).isTrue();
        assertThat(ignore.leavesOut("index.html")).isFalse();
        assertThat(ignore.leavesOut("drafts/index.html")).isTrue();
    }

    @Test
    void neverPublishesWhatSaysHowTheOthersAreServed() {
        AssetsIgnore ignore = new AssetsIgnore("");

        assertThat(ignore.leavesOut("_headers")).isTrue();
        assertThat(ignore.leavesOut("_redirects")).isTrue();
        assertThat(ignore.leavesOut(".assetsignore")).isTrue();
        assertThat(ignore.leavesOut("deep/_headers")).isFalse();
    }
}
