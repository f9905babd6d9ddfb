package com.pmerit.d4.site;

import com.pmerit.d4.assets.Arrivals;
import com.pmerit.d4.assets.ParallelUpload;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesAssets;
import com.pmerit.d4.cloudflare.StaticAsset;
import com.pmerit.d4.cloudflare.Waiting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Brings the files of a site to Pages: those that are missing, and no other. */
final class Uploader {
    private final PagesAssets assets;
    private final UploadTokens tokens;
    private final Consumer<String> howFar;

    /** @param howFar is told how many of the files have been sent */
    Uploader(PagesAssets assets, String project, Waiting waiting, Consumer<String> howFar) {
        this.assets = assets;
        this.tokens = new UploadTokens(assets, project, waiting);
        this.howFar = howFar;
    }

    /** How many files a deployment may have. */
    ApiResult<Integer> mostFiles() {
        return tokens.with(token -> new ApiResult.Ok<>(token.mostFiles()));
    }

    /** Those of the files that Pages does not have. */
    ApiResult<List<StaticAsset>> missing(List<StaticAsset> files) {
        List<String> hashes = files.stream().map(StaticAsset::hash).toList();
        return tokens.with(token -> assets.missing(token, hashes)).map(missing -> {
            Set<String> wanted = new HashSet<>(missing);
            return files.stream().filter(file -> wanted.contains(file.hash())).toList();
        });
    }

    /**
     * Uploads, several requests at a time.
     *
     * @throws InterruptedException when the build is stopped; what has arrived stays there
     */
    Optional<ApiFailure> send(List<StaticAsset> files) throws InterruptedException {
        Arrivals arrivals = new Arrivals(files.size(), howFar);
        return ParallelUpload.send(
                Buckets.of(files), bucket -> arrivals.after(bucket, sent(bucket)), this::sendOnceMore);
    }

    /** Some of them may have come, though no answer said so. */
    private Optional<ApiFailure> sendOnceMore(List<StaticAsset> bucket) {
        ApiResult<List<StaticAsset>> left = missing(bucket);
        return left.failure().isPresent() || left.orElseThrow().isEmpty() ? left.failure() : sent(left.orElseThrow());
    }

    private Optional<ApiFailure> sent(List<StaticAsset> bucket) {
        return tokens.with(token -> assets.upload(token, bucket)).failure();
    }

    /** Has the files kept until a deployment names them. */
    Optional<ApiFailure> keep(List<StaticAsset> files) {
        List<String> hashes = files.stream().map(StaticAsset::hash).toList();
        return tokens.with(token -> assets.keep(token, hashes)).failure();
    }
}
