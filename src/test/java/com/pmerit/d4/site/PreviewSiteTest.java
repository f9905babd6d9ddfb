package com.pmerit.d4.site;

import static com.pmerit.d4.site.ShopSite.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a branch beside the production of a project. */
final class PreviewSiteTest {
    @TempDir
    private Path directory;

    private ShopSite shop;

    @BeforeEach
    void start() throws Exception {
        shop = new ShopSite(directory, Optional.of("staging"));
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void publishesToTheBranchAndLeavesProductionAlone() throws Exception {
        shop.released();

        assertThat(shop.account.api.pages().project("shop").orElseThrow().live())
                .isEmpty();
        assertThat(shop.smoke(shop.begun(), shop.visitor()).summary()).startsWith("https://staging.shop.pages.dev: ");
    }

    @Test
    void publishesTheEarlierContentOnceMoreWhenTheNewOneIsRed() throws Exception {
        String before = shop.released();
        Progress begun = shop.begun();
        shop.content("three");
        shop.upload(shop.account.api);
        shop.publish(begun);

        StepResult.Failed failed = failed(shop.smoke(begun, url -> new Page.Silent("does not answer")));

        assertThat(failed.summary()).endsWith("; the site was taken back");
        assertThat(shop.live()).isNotEqualTo(Optional.of(before));
        assertThat(shop.index()).endsWith("one");
    }

    /** So many that the branch's own earlier deployment is not among the newest that one page lists. */
    @ParameterizedTest
    @EnumSource(Moment.class)
    void putsTheEarlierContentBackOnceWhereTheAnswerIsLost(Moment moment) throws Exception {
        shop.released();
        for (int other = 0; other < 26; other++) {
            shop.deployedByHand();
        }
        Progress begun = shop.begun();
        shop.content("three");
        shop.upload(shop.account.api);
        shop.publish(begun);
        shop.account.drops("POST", "/pages/projects/{project}/deployments/{deployment}/retry", 1, 1, moment);

        StepResult back = shop.back().run(begun);

        assertThat(back).as("%s", back).isInstanceOf(StepResult.Done.class);
        assertThat(shop.index()).endsWith("one");
        assertThat(previews()).as("one, three and one again").isEqualTo(3);
    }

    @Test
    void refusesABranchThatHasBecomeTheProductionBranch() throws Exception {
        Progress begun = shop.begun();
        shop.upload(shop.account.api);
        shop.account
                .others
                .call("PATCH", "/pages/projects/shop", "{\"production_branch\":\"staging\"}")
                .result();

        StepResult.Failed failed = failed(shop.publish(begun));

        assertThat(failed.summary()).isEqualTo("the branch staging has become the production branch of shop");
        assertThat(shop.account.api.pages().deployments("shop").orElseThrow()).isEmpty();
    }

    private long previews() throws Exception {
        return shop.account
                .others
                .get("/pages/projects/shop/deployments?env=preview")
                .result()
                .size();
    }
}
