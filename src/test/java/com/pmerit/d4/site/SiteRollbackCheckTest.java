package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.release.RollbackReadiness;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the production of a project. */
final class SiteRollbackCheckTest {
    private static final RollbackReadiness WORKER = new RollbackReadiness(
            Optional.of("version-1"), List.of(), List.of("Cloudflare still deploys it"), List.of());

    @TempDir
    private Path directory;

    private ShopSite shop;

    @BeforeEach
    void start() throws Exception {
        shop = new ShopSite(directory, Optional.empty());
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void namesTheDeploymentThatUsersWouldMeetAgain() throws Exception {
        String live = shop.released();

        assertThat(look(WORKER, shop.visitor()).sentence())
                .isEqualTo(
                        "Rollback ready: yes, to version version-1: Cloudflare still deploys it; the site can go back"
                                + " to deployment " + live + ", commit 4be1c07d5, which answers at its own address");
    }

    @Test
    void isNotReadyWhereNoSiteIsPublished() throws Exception {
        assertThat(look(WORKER, shop.visitor()).sentence())
                .isEqualTo("Rollback ready: no, because no site is published to shop yet");
    }

    @Test
    void isNotReadyForADeploymentThatDoesNotAnswer() throws Exception {
        String live = shop.released();

        assertThat(look(WORKER, url -> new Page.Silent("gave no answer")).obstacles())
                .singleElement()
                .asString()
                .startsWith("the site's deployment " + live + ", commit 4be1c07d5, does not answer rightly at its own"
                        + " address: https://")
                .endsWith(" gave no answer");
    }

    @Test
    void isNotReadyWhenTheSiteCannotBeRead() throws Exception {
        shop.account.drops("GET", "/pages/projects/{project}", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(look(WORKER, shop.visitor()).obstacles())
                .singleElement()
                .asString()
                .startsWith("the site that is live cannot be read: ");
    }

    @Test
    void saysNothingOfTheSiteWhereNoWorkerCouldBePutBack() throws Exception {
        RollbackReadiness nothing = RollbackReadiness.no("nothing is live yet");

        assertThat(look(nothing, shop.visitor())).isEqualTo(nothing);
    }

    private RollbackReadiness look(RollbackReadiness worker, Visitor visitor) throws InterruptedException {
        return new SiteRollbackCheck(shop.placement(), shop.account.api, shop.inquiry(visitor)).look(worker);
    }
}
