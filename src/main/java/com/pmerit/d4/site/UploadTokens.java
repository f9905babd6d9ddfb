package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesAssets;
import com.pmerit.d4.cloudflare.UploadToken;
import com.pmerit.d4.cloudflare.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The upload token of one project: got when it is needed, and anew when it is about to run out or is not taken any more. */
final class UploadTokens {
    private static final int RENEWALS = 2;
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final PagesAssets assets;
    private final String project;
    private final Waiting waiting;
    private Optional<UploadToken> token = Optional.empty();

    UploadTokens(PagesAssets assets, String project, Waiting waiting) {
        this.assets = assets;
        this.project = project;
        this.waiting = waiting;
    }

    /** Makes a call with a token. */
    <T> ApiResult<T> with(Function<UploadToken, ApiResult<T>> call) {
        ApiResult<T> result = current().then(call);
        for (int renewed = 0; renewed < RENEWALS && isRefused(result); renewed++) {
            result = renewed().then(call);
        }
        return result;
    }

    private static boolean isRefused(ApiResult<?> result) {
        Optional<ApiFailure> failure = result.failure();
        return failure.isPresent() && failure.get().hasCode(PagesAssets.TOKEN_REFUSED);
    }

    private synchronized ApiResult<UploadToken> current() {
        boolean good = token.isPresent()
                && token.get()
                        .expires()
                        .map(end -> waiting.clock().instant().plus(MARGIN).isBefore(end))
                        .orElse(true);
        return good ? new ApiResult.Ok<>(token.get()) : renewed();
    }

    private synchronized ApiResult<UploadToken> renewed() {
        return assets.token(project).map(fresh -> {
            token = Optional.of(fresh);
            return fresh;
        });
    }
}
