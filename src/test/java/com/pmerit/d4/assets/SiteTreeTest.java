package com.pmerit.d4.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SiteTreeTest {
    @TempDir
    private Path directory;

    @Test
    void neverTakesWhatBelongsToADevelopersMachine() throws Exception {
        write(
                "index.html",
                ".env",
                "nested/.env.production",
                ".dev.vars",
                ".git/HEAD",
                "keys/server.pem",
                "id_rsa",
                ".npmrc");

        SiteTree tree = read();

        assertThat(tree.files()).extracting(SiteFile::path).containsExactly("/index.html");
        assertThat(tree.refused())
                .extracting(line -> line.replaceFirst(" .*", ""))
                .containsExactlyInAnyOrder(
                        ".env", "nested/.env.production", ".dev.vars", ".git", "keys/server.pem", "id_rsa", ".npmrc");
    }

    @Test
    void neverFollowsALinkOutOfTheSite() throws Exception {
        write("index.html", "assets/a.js");
        Files.writeString(directory.resolve("secret.txt"), "outside");
        Files.createSymbolicLink(site().resolve("out.txt"), directory.resolve("secret.txt"));
        Files.createSymbolicLink(site().resolve("up"), directory);
        Files.createSymbolicLink(site().resolve("assets/round"), site());
        Files.createSymbolicLink(site().resolve("nothing.txt"), site().resolve("missing"));
        Files.createSymbolicLink(site().resolve("same.js"), Path.of("assets/a.js"));

        SiteTree tree = read();

        assertThat(tree.files()).extracting(SiteFile::path).containsExactly("/assets/a.js", "/index.html", "/same.js");
        assertThat(tree.refused())
                .containsExactlyInAnyOrder(
                        "out.txt is a link out of the site",
                        "up is a link out of the site",
                        "assets/round is a link to a directory that it lies in",
                        "nothing.txt is a link to nothing");
    }

    @Test
    void neverFollowsLinksThatLeadIntoOneAnotherInACircle() throws Exception {
        write("index.html", "a/one.js", "b/two.js");
        Files.createSymbolicLink(site().resolve("a/over"), site().resolve("b"));
        Files.createSymbolicLink(site().resolve("b/back"), site().resolve("a"));

        SiteTree tree = read();

        assertThat(tree.refused())
                .containsExactlyInAnyOrder(
                        "a/over/back is a link to a directory that it lies in",
                        "b/back/over is a link to a directory that it lies in");
        assertThat(tree.files())
                .extracting(SiteFile::path)
                .containsExactly("/a/one.js", "/a/over/two.js", "/b/back/one.js", "/b/two.js", "/index.html");
    }

    @Test
    void looksAtNothingThatIsLeftOut() throws Exception {
        write("index.html", "left/.env", "left/index.html", "a.left");
        Files.createSymbolicLink(site().resolve("b.left"), directory);

        SiteTree tree =
                SiteTree.read(site(), path -> path.equals("left/") || path.contains(".left"), ContentTypes.ofPages());

        assertThat(tree.files()).extracting(SiteFile::path).containsExactly("/index.html");
        assertThat(tree.refused()).isEmpty();
    }

    private SiteTree read() throws IOException {
        return SiteTree.read(site(), path -> false, ContentTypes.ofPages());
    }

    private Path site() {
        return directory.resolve("site");
    }

    private void write(String... files) throws IOException {
        for (String file : files) {
            Path path = site().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "content of " + file);
        }
    }
}
