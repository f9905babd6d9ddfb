package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.Wrangler;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WranglerBesideSiteProcessTest {
    @TempDir
    private Path directory;

    @Test
    void publishesWhatTheRealWranglerPublishesAndUploadsNothingAfterIt() throws Exception {
        try (ShopSite shop = new ShopSite(directory, Optional.empty())) {
            shop.write("a b/50% ü.css", "body{}");
            shop.write("data/noextension", "x");
            shop.write("data/UPPER.JS", "x");
            shop.write("empty.txt", "");
            shop.write("_redirects", "/old /new 301\n");
            shop.write("nested/.well-known/security.txt", "x");
            shop.part("_redirects", "/old /new 301\n");
            new Wrangler(shop.account.sandbox, LiveAccount.ID, directory)
                    .run(
                            directory,
                            "pages",
                            "deploy",
                            shop.output().toString(),
                            "--project-name",
                            "shop",
                            "--branch",
                            "main",
                            "--commit-hash",
                            ShopSite.COMMIT,
                            "--commit-message",
                            "by wrangler",
                            "--commit-dirty=false")
                    .succeeded();

            StepResult uploaded = shop.upload(shop.account.api);
            shop.publish(shop.begun());

            assertThat(uploaded.summary()).startsWith("all ").endsWith(" files are there already");
            JsonNode deployments = shop.account
                    .sandbox
                    .snapshot(LiveAccount.ID)
                    .path("pages")
                    .path("shop")
                    .path("deployments");
            assertThat(deployments).hasSize(2);
            assertThat(deployments.get(1).path("manifest"))
                    .isEqualTo(deployments.get(0).path("manifest"));
            assertThat(deployments.get(1).path("_redirects"))
                    .isEqualTo(deployments.get(0).path("_redirects"));
            assertThat(deployments.get(1).path("manifest")).hasSize(8);
        }
    }
}
