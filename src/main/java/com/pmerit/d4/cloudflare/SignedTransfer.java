package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hc.core5.http.HttpStatus;

/** Moves files to signed URLs, where the API token must not go and no envelope is spoken. */
final class SignedTransfer {
    private final ApiCaller caller;

    SignedTransfer(ApiCaller caller) {
        this.caller = caller;
    }

    static String md5(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return DigestUtils.md5Hex(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    ApiResult<String> upload(String purpose, SecretValue location, Path file, String md5) {
        caller.learn(location);
        ApiCall call = call(purpose, "PUT", location, CallClass.IDEMPOTENT_WRITE);
        return checked(call, location).then(uri -> {
            ApiRequest request = new ApiRequest(call, uri, Map.of(), Payload.file(file), false);
            return repeat(request, md5).map(done -> md5);
        });
    }

    private static boolean hasEtag(RawAnswer answer, String md5) {
        return answer.head()
                .etag()
                .map(etag -> etag.replace("\"", ""))
                .filter(md5::equals)
                .isPresent();
    }

    private ApiResult<RawAnswer> repeat(ApiRequest request, String md5) {
        Patience patience = new Patience(caller.waiting());
        while (true) {
            Optional<ApiFailure> withheld = caller.withheld(request.call());
            if (withheld.isPresent()) {
                return new ApiResult.Failed<>(withheld.get());
            }
            Attempt attempt = caller.exchanger().send(request, patience.tries());
            boolean transientTrouble;
            ApiFailure failure;
            if (attempt instanceof Attempt.Answered answered) {
                RawAnswer answer = answered.answer();
                if (answer.status() == HttpStatus.SC_OK && hasEtag(answer, md5)) {
                    return new ApiResult.Ok<>(answer);
                }
                failure = refusal(request, answer);
                transientTrouble = failure instanceof ApiFailure.Unavailable;
            } else {
                failure = trouble(request, attempt);
                transientTrouble = !(attempt instanceof Attempt.Cut cut && cut.tooLarge());
            }
            if (!transientTrouble || !patience.waits(Optional.empty())) {
                return new ApiResult.Failed<>(failure);
            }
        }
    }

    private ApiFailure refusal(ApiRequest request, RawAnswer answer) {
        ApiAnswer given = given(answer);
        boolean later = answer.status() >= HttpStatus.SC_INTERNAL_SERVER_ERROR
                || answer.status() == HttpStatus.SC_TOO_MANY_REQUESTS;
        if (later) {
            return new ApiFailure.Unavailable(request.call(), given);
        }
        return answer.status() == HttpStatus.SC_OK
                ? new ApiFailure.Malformed(request.call(), given, "what arrived is not what was sent: its ETag differs")
                : new ApiFailure.Refused(request.call(), given);
    }

    private ApiAnswer given(RawAnswer answer) {
        return new ApiAnswer(answer.status(), List.of(), answer.head().ray().map(caller::plain));
    }

    private ApiFailure trouble(ApiRequest request, Attempt attempt) {
        if (attempt instanceof Attempt.Cut cut) {
            return new ApiFailure.Malformed(request.call(), given(cut.answer()), caller.plain(cut.why()));
        }
        String why = attempt instanceof Attempt.Lost lost ? lost.why() : ((Attempt.NotSent) attempt).why();
        return new ApiFailure.Unreachable(request.call(), caller.plain(why));
    }

    private static ApiCall call(String purpose, String method, SecretValue location, CallClass callClass) {
        return new ApiCall(purpose, method, host(location), callClass);
    }

    // The rest of a signed URL is a key.
    private static String host(SecretValue location) {
        return "host " + parsed(location).map(URI::getHost).orElse("unknown");
    }

    private static ApiResult<URI> checked(ApiCall call, SecretValue location) {
        Optional<URI> safe = parsed(location).filter(SignedTransfer::isSafe);
        ApiAnswer given = new ApiAnswer(HttpStatus.SC_OK, List.of(), Optional.empty());
        return safe.isPresent()
                ? new ApiResult.Ok<>(safe.get())
                : new ApiResult.Failed<>(new ApiFailure.Malformed(
                        call, given, "the signed address is neither https nor on this machine"));
    }

    private static boolean isSafe(URI uri) {
        return "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && Loopback.isLoopback(uri.getHost()));
    }

    /** The address; empty when it is none with a host. Its text must not get into a message. */
    private static Optional<URI> parsed(SecretValue location) {
        try {
            return Optional.of(new URI(location.reveal())).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
