package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An upload of the static files of one Worker, as Cloudflare wants it. It is valid for an hour; the files that came by then stay.
 *
 * @param token the session's own; when nothing is missing, the one that the upload of a version takes
 * @param buckets the hashes of the files that are missing, as they are to be uploaded together
 */
public record UploadSession(SecretValue token, List<List<String>> buckets) {
    /** Makes the lists unchangeable. */
    public UploadSession {
        buckets = buckets.stream().map(List::copyOf).toList();
    }

    /** Whether Cloudflare has all files. */
    public boolean isComplete() {
        return buckets.stream().allMatch(List::isEmpty);
    }

    /** How many files are missing. */
    public int missing() {
        return buckets.stream().mapToInt(List::size).sum();
    }

    static UploadSession read(Fields answer) {
        JsonNode listed = answer.node().path("buckets");
        if (!listed.isArray()) {
            throw new MalformedAnswerException("buckets should be a list of lists of hashes");
        }
        List<List<String>> buckets = new ArrayList<>();
        for (JsonNode bucket : listed) {
            buckets.add(Json.texts(bucket, "a bucket of hashes"));
        }
        return new UploadSession(SecretValue.of(answer.text("jwt")), buckets);
    }
}
