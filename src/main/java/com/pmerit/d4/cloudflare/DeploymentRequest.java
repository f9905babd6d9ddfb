package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A change of traffic.
 *
 * @param shares one or two versions whose percentages make 100
 * @param message for {@code workers/message}
 */
public record DeploymentRequest(List<TrafficShare> shares, Optional<String> message) {
    private static final double TOLERANCE = 0.001;

    /**
     * Checks the sum.
     *
     * @throws IllegalArgumentException when there are not one or two shares, the percentages do not make 100, or a version is named twice
     */
    public DeploymentRequest {
        shares = List.copyOf(shares);
        double sum = shares.stream().mapToDouble(TrafficShare::percentage).sum();
        long distinct = shares.stream().map(TrafficShare::versionId).distinct().count();
        if (shares.isEmpty() || shares.size() > 2 || distinct != shares.size() || Math.abs(sum - 100) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "A deployment needs one or two different versions whose percentages make 100, not " + shares);
        }
    }

    /** All traffic to one version. */
    public static DeploymentRequest all(String versionId, String message) {
        return new DeploymentRequest(List.of(new TrafficShare(versionId, 100)), Optional.of(message));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("strategy", "percentage");
        ArrayNode versions = json.putArray("versions");
        for (TrafficShare share : shares) {
            BigDecimal percentage = new BigDecimal(Double.toString(share.percentage())).stripTrailingZeros();
            ObjectNode version = versions.addObject().put("version_id", share.versionId());
            version.put("percentage", percentage.scale() < 0 ? percentage.setScale(0) : percentage);
        }
        message.ifPresent(text -> json.putObject("annotations").put("workers/message", text));
        return json;
    }
}
