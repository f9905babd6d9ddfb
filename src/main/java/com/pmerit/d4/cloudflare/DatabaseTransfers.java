package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Import of SQL into whole D1 databases. It goes on at Cloudflare while it is polled; the bytes themselves go to a signed URL, without
 * the API token.
 */
public final class DatabaseTransfers {
    private static final int MOST_POLLS = 2000;
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);

    private final ApiCaller caller;
    private final AccountApi account;
    private final SignedTransfer signed;

    DatabaseTransfers(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
        this.signed = new SignedTransfer(caller);
    }

    /**
     * Runs a file of SQL, all or nothing, as {@code wrangler d1 execute --file} does. Never repeated once it may be running.
     * {@code POST …/import}.
     *
     * @param databaseId the database
     * @param file read twice: once for its MD5, once for the upload
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public ApiResult<ImportSummary> importFile(String databaseId, Path file) {
        String md5 = SignedTransfer.md5(file);
        ObjectNode init = Json.object().put("action", "init").put("etag", md5);
        ApiRequest request = request("prepare an import into", databaseId, "import", CallClass.READ, init);
        return caller.call(request, DatabaseTransfers::offer)
                .then(offer -> offer.running().isPresent()
                        ? new ApiResult.Ok<>(offer.running().get())
                        : uploadAndIngest(databaseId, file, md5, offer))
                .then(poll -> finishImport(databaseId, poll));
    }

    private record Offer(Optional<Poll> running, String fileName, Optional<SecretValue> location) {}

    private record Poll(
            Optional<String> error, boolean complete, String bookmark, Optional<Fields> result, ApiAnswer answer) {}

    private ApiResult<Poll> uploadAndIngest(String databaseId, Path file, String md5, Offer offer) {
        SecretValue location = offer.location().orElseThrow();
        ObjectNode ingest = Json.object()
                .put("action", "ingest")
                .put("filename", offer.fileName())
                .put("etag", md5);
        ApiRequest request = request("import SQL into", databaseId, "import", CallClass.DATABASE_WRITE, ingest);
        return signed.upload("upload " + file.getFileName() + " for an import", location, file, md5)
                .then(sent -> start(request));
    }

    private ApiResult<ImportSummary> finishImport(String databaseId, Poll first) {
        ObjectNode body = Json.object().put("action", "poll");
        ApiRequest request = request("follow the import into", databaseId, "import", CallClass.READ, body);
        return finish(request, body, first)
                .map(poll -> new ImportSummary(
                        poll.result()
                                .flatMap(result -> result.optionalText("final_bookmark"))
                                .orElse(poll.bookmark()),
                        poll.result()
                                .flatMap(result -> result.optionalNumber("num_queries"))
                                .orElse(0L)));
    }

    private ApiResult<Poll> start(ApiRequest request) {
        return caller.call(request, DatabaseTransfers::poll);
    }

    /** Polls until the work is complete or has failed. */
    private ApiResult<Poll> finish(ApiRequest request, ObjectNode body, Poll first) {
        Patience patience = new Patience(caller.waiting());
        Poll poll = first;
        for (int polls = 0; polls < MOST_POLLS; polls++) {
            if (poll.error().isPresent()) {
                return refused(request, poll);
            }
            if (poll.complete()) {
                return new ApiResult.Ok<>(poll);
            }
            if (!patience.pauses(BETWEEN_POLLS)) {
                break;
            }
            ObjectNode next = body.deepCopy().put("current_bookmark", poll.bookmark());
            ApiResult<Poll> answer = start(request.withPayload(Payload.json(next)));
            if (answer.failure().isPresent()) {
                return answer;
            }
            poll = answer.orElseThrow();
        }
        ApiFailure stuck =
                new ApiFailure.Malformed(request.call(), poll.answer(), "it is still at work and was given up");
        return new ApiResult.Failed<>(new ApiFailure.OutcomeUnknown(stuck));
    }

    private ApiResult<Poll> refused(ApiRequest request, Poll poll) {
        String text = caller.plain(poll.error().orElseThrow());
        ApiAnswer answer = new ApiAnswer(
                poll.answer().status(),
                List.of(new ApiError(0, text)),
                poll.answer().ray());
        return new ApiResult.Failed<>(new ApiFailure.Refused(request.call(), answer));
    }

    private static Offer offer(Envelope envelope) {
        Fields result = envelope.object();
        if (!result.has("upload_url")) {
            return new Offer(Optional.of(poll(envelope)), "", Optional.empty());
        }
        return new Offer(
                Optional.empty(), result.text("filename"), Optional.of(SecretValue.of(result.text("upload_url"))));
    }

    private static Poll poll(Envelope envelope) {
        Fields result = envelope.object();
        boolean failed = !result.optionalFlag("success").orElse(true)
                || result.optionalText("status").filter("error"::equals).isPresent();
        if (failed) {
            String error = result.optionalText("error").orElse("no reason was given");
            return new Poll(Optional.of(error), false, "", Optional.empty(), envelope.answer());
        }
        boolean complete = result.text("status").equals("complete");
        Optional<Fields> product = complete ? Optional.of(result.object("result")) : Optional.empty();
        return new Poll(
                Optional.empty(), complete, result.optionalText("at_bookmark").orElse(""), product, envelope.answer());
    }

    private ApiRequest request(
            String purpose, String databaseId, String endpoint, CallClass callClass, ObjectNode body) {
        String path = account.path("d1", "database", databaseId, endpoint);
        return caller.request(purpose + " D1 database " + databaseId, "POST", path, callClass, Payload.json(body));
    }
}
