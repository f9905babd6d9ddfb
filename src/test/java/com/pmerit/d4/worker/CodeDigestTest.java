package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeDigestTest {
    private static final WorkerModule MAIN = Bundles.module("index.js", "export default {}");
    private static final WorkerModule PAGE = Bundles.module("page.js", "export const page = 1");

    @Test
    void isTheSameInEveryEnvironment() {
        Bundle staging = Bundles.of(List.of(Binding.plainText("ENVIRONMENT", "staging")), MAIN, PAGE);
        Bundle production = Bundles.of(List.of(Binding.plainText("ENVIRONMENT", "production")), MAIN, PAGE);

        assertThat(CodeDigest.of(staging)).isEqualTo(CodeDigest.of(production));
    }

    @Test
    void doesNotDependOnTheOrderOfModules() {
        Bundle other = new Bundle("index.js", List.of(PAGE, MAIN), "2026-04-01", List.of(), List.of(), Map.of());

        assertThat(CodeDigest.of(other)).isEqualTo(CodeDigest.of(Bundles.of(MAIN, PAGE)));
    }

    @Test
    void doesNotCountSourceMaps() {
        WorkerModule map = new WorkerModule("index.js.map", ModuleType.SOURCE_MAP, new byte[] {1});

        assertThat(CodeDigest.of(Bundles.of(MAIN, map))).isEqualTo(CodeDigest.of(Bundles.of(MAIN)));
    }

    @Test
    void changesWithEveryPartOfTheCode() {
        CodeDigest digest = CodeDigest.of(Bundles.of(MAIN, PAGE));

        assertThat(List.of(
                        CodeDigest.of(Bundles.of(MAIN)),
                        CodeDigest.of(Bundles.of(MAIN, Bundles.module("page.js", "export const page = 2"))),
                        CodeDigest.of(Bundles.of(MAIN, Bundles.module("pages.js", "export const page = 1"))),
                        CodeDigest.of(Bundles.of(PAGE, MAIN)),
                        CodeDigest.of(new Bundle(
                                "index.js", List.of(MAIN, PAGE), "2026-04-02", List.of(), List.of(), Map.of())),
                        CodeDigest.of(new Bundle(
                                "index.js",
                                List.of(MAIN, PAGE),
                                "2026-04-01",
                                List.of("nodejs_compat"),
                                List.of(),
                                Map.of()))))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsOtherStaticFilesFromOtherCode(@TempDir Path directory) throws Exception {
        ShopAssets files = new ShopAssets(directory);
        CodeDigest bare = ShopWorker.code("one").digest();
        CodeDigest released = files.with("one").digest();
        CodeDigest otherCode = files.with("two").digest();
        files.write("_headers", "/*\n  x-own: yes\n");
        CodeDigest otherRules = files.with("one").digest();
        files.write("more.css", "");
        CodeDigest otherFiles = files.with("one").digest();

        assertThat(List.of(bare, released, otherCode, otherRules, otherFiles)).doesNotHaveDuplicates();
        assertThat(List.of(bare, otherRules, otherFiles)).allMatch(released::isCodeOf);
        assertThat(released.isCodeOf(otherCode)).isFalse();
        assertThat(released.shortForm()).isEqualTo(bare.shortForm());
        assertThat(released.assetsShortForm()).isEqualTo(otherCode.assetsShortForm());
    }

    @Test
    void doesNotRunTwoModulesIntoOne() {
        Bundle two = Bundles.of(Bundles.module("a", "1"), Bundles.module("b", "2"));
        Bundle one = Bundles.of(Bundles.module("a", "1b2"));

        assertThat(CodeDigest.of(two)).isNotEqualTo(CodeDigest.of(one));
    }
}
