package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.pmerit.d4.contract.Assets;
import com.pmerit.d4.sandbox.http.RequestLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The static files of the shop's Worker, and how often Cloudflare was sent some. */
final class ShopAssets {
    static final String UPLOAD = "/workers/assets/upload";

    private final Path directory;

    ShopAssets(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("public"));
        write("index.html", "<h1>shop</h1>");
        write("style.css", "body{}");
        write("deep/a b.txt", "text");
    }

    ShopAssets write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
        return this;
    }

    Path directory() {
        return directory;
    }

    Assets stated() {
        return new Assets(
                directory,
                Optional.empty(),
                Optional.of("none"),
                Optional.of("404-page"),
                Optional.of(BooleanNode.FALSE));
    }

    StaticAssets read() throws IOException {
        return StaticAssets.read(stated());
    }

    /** The files as they lie there now, with this code. */
    Bundling.Made with(String code) throws IOException {
        Bundle bundle = ShopWorker.code(code).bundle().with(Optional.of(read()));
        return new Bundling.Made(bundle, CodeDigest.of(bundle));
    }

    /** How many uploads of files Cloudflare has taken. */
    static long uploads(ShopWorker shop) {
        List<Entry> entries = shop.account.sandbox.requests().entries();
        return entries.stream()
                .filter(entry -> entry.template().endsWith(UPLOAD))
                .filter(entry -> entry.status() == 200)
                .count();
    }
}
