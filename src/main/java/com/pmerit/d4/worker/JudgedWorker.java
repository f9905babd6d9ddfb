package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.contract.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a Worker ran when the gates looked at it. Between that look and the lock others may have released, and what the gates
 * said of the one version does not hold for the other: that HEAD descends from it, above all.
 *
 * @param live the reader that the gates used; it is not asked again
 * @param commit the full id of the commit in hand; empty outside a repository
 */
public record JudgedWorker(LiveWorkers live, Optional<String> commit) {

    /**
     * What users have come to meet since, in words.
     *
     * @param head the deployment that is live now; empty when there is none
     * @return empty while they meet the same, or this very commit by another run; also when no gate has looked
     */
    Optional<String> movedTo(Environment environment, Optional<Deployment> head) {
        Optional<LiveWorker> judged = live.seen(environment.worker());
        if (judged.isEmpty() || traffic(deployment(judged.get())).equals(traffic(head)) || isThisCommit(head)) {
            return Optional.empty();
        }
        return Optional.of(head.map(JudgedWorker::shown).orElse("nothing is live"));
    }

    private boolean isThisCommit(Optional<Deployment> head) {
        return commit.flatMap(own -> head.flatMap(LiveWorker::message).filter(message -> message.names(own)))
                .isPresent();
    }

    private static String shown(Deployment head) {
        return "live is " + LiveWorker.shares(head)
                + LiveWorker.message(head)
                        .map(message -> ", released as " + message.text())
                        .orElse("");
    }

    private static Optional<Deployment> deployment(LiveWorker worker) {
        if (worker instanceof LiveWorker.Serving serving) {
            return Optional.of(serving.deployment());
        }
        return worker instanceof LiveWorker.Split split ? Optional.of(split.deployment()) : Optional.empty();
    }

    /** The parts that users meet, by version. */
    private static Map<String, Double> traffic(Optional<Deployment> deployment) {
        return deployment.map(Deployment::shares).orElse(List.of()).stream()
                .filter(share -> share.percentage() > 0)
                .collect(Collectors.toMap(TrafficShare::versionId, TrafficShare::percentage));
    }
}
