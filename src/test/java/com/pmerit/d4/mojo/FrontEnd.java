package com.pmerit.d4.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The front end of the shop: an index, a script and a style that belong to one commit, and a picture that stays. A shell script
 * stands in npm's place, so that a build takes milliseconds.
 *
 * @param shop the working tree that it may be in
 */
record FrontEnd(Path shop) {
    /** The Pages project. */
    static final String PROJECT = "shop-ui";
    /** Where its visitors meet production. */
    static final String HOST = PROJECT + ".pages.dev";

    private static final String NPM = """
            #!/bin/sh
            set -e
            [ "$*" = "run --silent build" ]
            text=$(cat text)
            mkdir -p dist/assets
            printf '<script src="/assets/index-%s-3xY9z.js"></script><link href="%s">%s' "$text" "$API" "$text" >dist/index.html
            printf 'fetch("%s") // %s' "$API" "$text" >"dist/assets/index-$text-3xY9z.js"
            printf 'body{} /* %s of %s */' "$text" "$API" >"dist/assets/index-$text-4zX8y.css"
            printf '<svg/>' >dist/assets/logo.svg
            """;

    /** Puts it there, saying this. */
    void begins(String text) throws IOException {
        Path npm = Files.createDirectories(shop.resolve("ui/tools")).resolve("npm");
        Files.writeString(npm, NPM);
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(shop.resolve("ui/package.json"), "{\"scripts\":{\"build\":\"in tools/npm\"}}");
        Files.writeString(shop.resolve("ui/.gitignore"), "dist\n");
        says(text);
    }

    /** Lets it say something else. */
    void says(String text) throws IOException {
        Files.writeString(shop.resolve("ui/text"), text);
    }

    boolean isThere() {
        return Files.exists(shop.resolve("ui"));
    }

    /** Where programs are found: its npm first. */
    String programs() {
        return shop.resolve("ui/tools") + File.pathSeparator + System.getenv("PATH");
    }

    /** What the POM says of it. */
    String tag() {
        return isThere() ? "<site><directory>ui</directory><project>" + PROJECT + "</project></site>" : "";
    }

    /** What the POM says of it in the environment whose Worker has this name. */
    String tagFor(String worker) {
        return isThere() ? "<site><vars><API>https://" + worker + ".team.workers.dev</API></vars></site>" : "";
    }
}
