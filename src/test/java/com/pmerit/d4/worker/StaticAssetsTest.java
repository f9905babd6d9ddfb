package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.assets.AssetHash;
import com.pmerit.d4.assets.SiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaticAssetsTest {
    @TempDir
    private Path directory;

    private ShopAssets files;

    @BeforeEach
    void start() throws IOException {
        files = new ShopAssets(directory);
    }

    @Test
    void refusesWhatNobodyMayPublishUnlessItIsNotPublished() throws Exception {
        files.write(".env", "A=b")
                .write("keys/server.pem", "x")
                .write(".git/HEAD", "ref")
                .write("_worker.js", "x");

        assertThat(files.read().refused())
                .containsExactlyInAnyOrder(
                        ".env holds variables and secrets of a development machine",
                        "keys/server.pem looks like a key by its name",
                        ".git is a git repository, with its whole history",
                        "_worker.js is the code of a Pages site; name it in .assetsignore");
        assertThat(paths()).containsExactly("/deep/a b.txt", "/index.html", "/style.css");

        files.write(".assetsignore", ".env\nkeys/\n.git\n_worker.js\n*.css\n");

        assertThat(files.read().refused()).isEmpty();
        assertThat(paths()).containsExactly("/deep/a b.txt", "/index.html");
    }

    @Test
    void refusesALinkOutOfTheDirectory() throws Exception {
        Files.writeString(directory.resolve("secret.txt"), "outside");
        Files.createSymbolicLink(files.directory().resolve("link.txt"), directory.resolve("secret.txt"));

        assertThat(files.read().refused()).containsExactly("link.txt is a link out of the site");
        assertThat(paths()).doesNotContain("/link.txt");
    }

    @Test
    void keepsCopiesThatAnotherBuildDoesNotWriteOver() throws Exception {
        files.write("LICENSE", "none").write("copy.css", "body{}");
        StaticAssets read = files.read();
        StaticAssets kept = read.keptIn(directory.resolve("target/assets"));
        files.write("index.html", "<h1>of another environment</h1>");

        assertThat(kept.digest()).isEqualTo(read.digest());
        assertThat(AssetHash.changed(kept.files())).isEmpty();
        assertThat(AssetHash.changed(read.files())).hasSize(1);
        assertThat(read.keptIn(directory.resolve("target/assets")).manifest()).isEqualTo(kept.manifest());
    }

    private List<String> paths() throws IOException {
        return files.read().files().stream().map(SiteFile::path).toList();
    }
}
