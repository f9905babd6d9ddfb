package com.pmerit.d4.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.account.Account;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The staging site of the example, opened in a headless Chromium from the embedded Cloudflare that it was released to. People meet
 * it at the host that the Worker names as its front end: a page of any other host may not read what the Worker answers.
 */
public final class OpenedSite {
    private static final String HOST = "staging.aixord.pmerit.com";
    private static final String SITE = "staging.aixord-webapp-ui.pages.dev";
    private static final String SUBDOMAIN = "peoplemerit";
    private static final String WORKER = "aixord-router-worker-staging";
    private static final String API = WORKER + "." + SUBDOMAIN + ".workers.dev";
    private static final String PRODUCTIONS_API = "aixord-router-worker." + SUBDOMAIN + ".workers.dev";

    private final Path directory;
    private final Path example;

    private OpenedSite(Path directory, Path example) {
        this.directory = directory;
        this.example = example;
    }

    /**
     * The site.
     *
     * @param directory where the example was released
     * @param example where it comes from, in d4's own project
     */
    public static OpenedSite of(File directory, Object example) {
        return new OpenedSite(directory.toPath(), Path.of(example.toString()).toAbsolutePath());
    }

    /** The page shows what staging's API answers, its version above all, and nothing of that when another API answers. */
    public boolean showsWhatTheApiOfStagingAnswers() throws Exception {
        Account usual = SandboxSettings.USUAL_ACCOUNT;
        SandboxSettings settings = SandboxSettings.in(directory.resolve(".d4/sandbox"))
                .withAccounts(List.of(new Account(usual.id(), usual.name(), SUBDOMAIN)))
                .withWorkerdFrom(directory.resolve("products/aixord-router-worker"));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            String version = new Api(sandbox, usual.id())
                    .get("/workers/scripts/" + WORKER + "/deployments")
                    .result()
                    .at("/deployments/0/versions/0/version_id")
                    .asText();
            assertThat(version).isNotBlank();

            assertThat(shown(sandbox, Map.of(HOST, SITE), "staging"))
                    .contains("All is well.", "staging", version, "answers, at 0046_default_preferences.sql");
            assertThat(shown(sandbox, Map.of(HOST, SITE, API, PRODUCTIONS_API), "another-api"))
                    .contains("The API cannot be reached.")
                    .doesNotContain("All is well.", version, "answers, at");
        }
        return true;
    }

    private String shown(Sandbox sandbox, Map<String, String> names, String screenshot) throws Exception {
        try (HttpsEdge edge = HttpsEdge.start(sandbox, names)) {
            return new NodeScript(example, "browser.mjs")
                    .printed(List.of(
                            String.valueOf(edge.port()),
                            "https://" + HOST + "/",
                            "#facts dd",
                            directory
                                    .resolve("target/browser/" + screenshot + ".png")
                                    .toAbsolutePath()
                                    .toString()));
        }
    }
}
