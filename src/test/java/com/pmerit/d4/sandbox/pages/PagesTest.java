package com.pmerit.d4.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.SandboxFixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PagesTest {
    private static final String SITE = "{\"name\":\"site\",\"production_branch\":\"main\"}";

    @AutoClose
    private SandboxFixture fixture;

    private Api api;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new SandboxFixture(directory);
        api = fixture.api;
    }

    @Test
    void makesListsAndDeletesProjects() throws Exception {
        api.call("POST", "/pages/projects", SITE).result();
        assertThat(api.get("/pages/projects?per_page=10&page=1").result().findValuesAsText("subdomain"))
                .containsExactly("site.pages.dev");
        assertThat(api.get("/pages/projects?per_page=10&page=2").result()).isEmpty();
        assertThat(api.get("/pages/projects/site")
                        .result()
                        .path("deployment_configs")
                        .has("preview"))
                .isTrue();
        api.call("DELETE", "/pages/projects/site", "").result();
        api.get("/pages/projects/site").refused(404, 8000007);
    }

    @Test
    void refusesASecondProjectOfTheSameName() throws Exception {
        api.call("POST", "/pages/projects", SITE).result();
        api.call("POST", "/pages/projects", SITE).refused(409, 8000002);
        api.call("POST", "/pages/projects", "{\"name\":\"Not Ok\",\"production_branch\":\"main\"}")
                .refused(400, 8000000);
    }
}
