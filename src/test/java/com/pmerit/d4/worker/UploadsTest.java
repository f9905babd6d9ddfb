package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.cloudflare.WorkerUpload;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Bucket;
import com.pmerit.d4.contract.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UploadsTest {
    private static final Environment STAGING = Environments.staging(Path.of("").toAbsolutePath());
    private static final Bundle BUNDLE = Bundles.of(
            List.of(Binding.plainText("ENVIRONMENT", "from wrangler"), Binding.versionMetadata("VERSION")),
            Bundles.module("index.js", "export default {}"));
    private static final Bundling.Made MADE = new Bundling.Made(BUNDLE, CodeDigest.of(BUNDLE));

    @Test
    void inheritsEverySecretFromTheDeployedVersionByItsId() {
        WorkerUpload upload = Uploads.of(MADE, STAGING, Optional.of(anchor("STRIPE", "RESEND")), "commit");

        assertThat(upload.bindings())
                .contains(Binding.inherit("STRIPE", "anchor-id"), Binding.inherit("RESEND", "anchor-id"));
        assertThat(upload.keepBindings()).contains("secret_text");
    }

    @Test
    void bindsWhatTheContractSaysAndWhatOnlyTheWranglerConfigKnows() {
        WorkerUpload upload = Uploads.of(MADE, STAGING, Optional.empty(), "commit");

        assertThat(upload.bindings())
                .containsExactlyInAnyOrder(
                        Binding.plainText("ENVIRONMENT", "staging"),
                        Binding.versionMetadata("VERSION"),
                        Binding.d1("DB", Environments.DATABASE_ID),
                        Binding.r2Bucket("IMAGES", "shop-images-staging", Optional.empty()));
    }

    @Test
    void bindsABucketInItsJurisdiction() {
        Environment european = Environments.withImages(STAGING, new Bucket("images", Optional.of("eu")));

        WorkerUpload upload = Uploads.of(MADE, european, Optional.empty(), "commit");

        assertThat(upload.bindings())
                .filteredOn(binding -> binding.type().equals("r2_bucket"))
                .singleElement()
                .extracting(binding -> binding.toJson().toString())
                .isEqualTo(
                        "{\"name\":\"IMAGES\",\"type\":\"r2_bucket\",\"bucket_name\":\"images\",\"jurisdiction\":\"eu\"}");
    }

    @Test
    void tagsTheVersionWithTheCodeDigest() {
        WorkerUpload upload = Uploads.of(MADE, STAGING, Optional.empty(), "commit");

        assertThat(upload.annotations())
                .containsEntry("workers/tag", CodeDigest.of(BUNDLE).hex())
                .containsEntry("workers/message", "commit");
    }

    @Test
    void cutsAMessageAtOneHundredBytesWithoutBreakingACharacter() {
        String bounded = Uploads.bounded("é".repeat(80));

        assertThat(bounded.getBytes(StandardCharsets.UTF_8)).hasSize(100);
        assertThat(bounded).isEqualTo("é".repeat(50));
    }

    private static WorkerVersion anchor(String... secrets) {
        VersionSummary summary =
                new VersionSummary("anchor-id", 1, Instant.EPOCH, Optional.empty(), Optional.empty(), Map.of());
        List<Binding> bindings = java.util.Arrays.stream(secrets)
                .map(name -> new Binding(name, "secret_text", Map.of()))
                .toList();
        return new WorkerVersion(
                summary, bindings, Optional.empty(), Optional.empty(), List.of(), Map.of(), Optional.empty());
    }
}
