package com.pmerit.d4.cloudflare;

import com.pmerit.d4.cloudflare.Judgement.Next;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** One call with all its tries. */
final class CallRun<T> {
    private static final List<Duration> LOOKS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final int RESENDINGS = 2;

    private final ApiRequest request;
    private final IntFunction<Judgement<T>> tried;
    private final Optional<ReadBack<T>> readBack;
    private final Patience patience;
    private boolean authorizationChecked;
    private boolean doubtful;
    private int resendings;

    CallRun(Waiting waiting, ApiRequest request, IntFunction<Judgement<T>> tried, Optional<ReadBack<T>> readBack) {
        this.request = request;
        this.tried = tried;
        this.readBack = readBack;
        this.patience = new Patience(waiting);
    }

    ApiResult<T> result() {
        while (true) {
            Judgement<T> judgement = tried.apply(patience.tries());
            if (judgement instanceof Judgement.Success<T> success) {
                return new ApiResult.Ok<>(success.value());
            }
            Judgement.Failure<T> failure = (Judgement.Failure<T>) judgement;
            Optional<ApiResult<T>> end = afterwards(failure.failure(), failure.next());
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    /** The end of the call, or nothing when the request is to be sent again. */
    private Optional<ApiResult<T>> afterwards(ApiFailure failure, Next next) {
        if (next == Next.DOUBTFUL || next == Next.SPOILT) {
            return afterDoubt(failure, next);
        }
        boolean dangerous = request.call().callClass() == CallClass.DANGEROUS;
        boolean again = !dangerous
                && ((next == Next.SEND_AGAIN && patience.waits(asked(failure)))
                        || (next == Next.CHECK_ONCE && checksOnce()));
        return again ? Optional.empty() : Optional.of(ended(failure));
    }

    private Optional<ApiResult<T>> afterDoubt(ApiFailure failure, Next next) {
        CallClass callClass = request.call().callClass();
        doubtful = doubtful || callClass != CallClass.READ;
        if (callClass == CallClass.OBSERVABLE_CREATE && readBack.isPresent()) {
            return lookFor(readBack.get(), failure);
        }
        boolean again = next == Next.DOUBTFUL && callClass.isRepeatable() && patience.waits(Optional.empty());
        return again ? Optional.empty() : Optional.of(ended(failure));
    }

    private ApiResult<T> ended(ApiFailure failure) {
        return new ApiResult.Failed<>(doubtful ? new ApiFailure.OutcomeUnknown(failure) : failure);
    }

    private boolean checksOnce() {
        if (authorizationChecked) {
            return false;
        }
        authorizationChecked = true;
        return patience.waits(Optional.of(Duration.ofSeconds(1)));
    }

    // What was made may show up late, so that one look alone would not prove that it is not there.
    private Optional<ApiResult<T>> lookFor(ReadBack<T> there, ApiFailure failure) {
        for (Duration pause : LOOKS) {
            if (!patience.pauses(pause)) {
                return Optional.of(ended(failure));
            }
            ApiResult<Optional<T>> found = there.find();
            if (found.failure().isPresent()) {
                return Optional.of(ended(failure));
            }
            Optional<T> value = found.orElseThrow();
            if (value.isPresent()) {
                return Optional.of(new ApiResult.Ok<>(value.get()));
            }
        }
        return resendOrEnd(failure);
    }

    private Optional<ApiResult<T>> resendOrEnd(ApiFailure failure) {
        if (resendings == RESENDINGS) {
            return Optional.of(ended(failure));
        }
        resendings++;
        patience.countTry();
        doubtful = false;
        return Optional.empty();
    }

    private static Optional<Duration> asked(ApiFailure failure) {
        return failure instanceof ApiFailure.RateLimited limited ? limited.retryAfter() : Optional.empty();
    }
}
