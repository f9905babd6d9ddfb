package com.pmerit.d4.cloudflare;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment: which versions get which part of the traffic.
 *
 * @param id UUID
 * @param createdOn since when
 * @param source {@code wrangler}, {@code api}, {@code dash}, …
 * @param author e-mail address, when Cloudflare tells it
 * @param shares at least one
 * @param annotations such as {@code workers/message}
 */
public record Deployment(
        String id,
        Instant createdOn,
        Optional<String> source,
        Optional<String> author,
        List<TrafficShare> shares,
        Map<String, String> annotations) {
    /** Makes the collections unchangeable. */
    public Deployment {
        shares = List.copyOf(shares);
        annotations = Map.copyOf(annotations);
    }

    /** The version that gets all traffic, if one does. */
    public Optional<String> soleVersion() {
        return shares.stream()
                .filter(share -> share.percentage() == 100)
                .map(TrafficShare::versionId)
                .findFirst();
    }

    static Deployment read(Fields deployment) {
        List<TrafficShare> shares = deployment.objects("versions").stream()
                .map(share -> new TrafficShare(share.text("version_id"), share.decimal("percentage")))
                .toList();
        if (shares.isEmpty()) {
            throw new MalformedAnswerException("a deployment without versions");
        }
        return new Deployment(
                deployment.text("id"),
                deployment.instant("created_on"),
                deployment.optionalText("source"),
                deployment.optionalText("author_email"),
                shares,
                deployment.textMembers("annotations"));
    }
}
