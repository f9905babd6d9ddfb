package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which versions get which part of the traffic.
 *
 * @param percentages by version, making 100; at 0 % a version is reached by the override header only
 */
record Shares(Map<String, Double> percentages) {
    Shares {
        percentages = Collections.unmodifiableMap(new LinkedHashMap<>(percentages));
    }

    static Shares of(Deployment deployment) {
        Map<String, Double> percentages = new LinkedHashMap<>();
        deployment.shares().forEach(share -> percentages.put(share.versionId(), share.percentage()));
        return new Shares(percentages);
    }

    /** All traffic to one version, and no other that could be reached. */
    static Shares alone(String version) {
        return new Shares(Map.of(version, 100.0));
    }

    /** This part to the new version, the rest to the one before it. */
    static Shares between(String anchor, String version, int percent) {
        Map<String, Double> percentages = new LinkedHashMap<>();
        percentages.put(anchor, 100.0 - percent);
        percentages.put(version, (double) percent);
        return new Shares(percentages);
    }

    /** The part of a version; 0 also when it has none. */
    double of(String version) {
        return percentages.getOrDefault(version, 0.0);
    }

    boolean isOnlyOf(Set<String> versions) {
        return versions.containsAll(percentages.keySet());
    }

    List<TrafficShare> list() {
        return percentages.entrySet().stream()
                .map(share -> new TrafficShare(share.getKey(), share.getValue()))
                .toList();
    }

    /** Such as {@code version 1f0c… at 90 %, version 77ab… at 10 %}. */
    String shown() {
        DecimalFormat plain = new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return percentages.entrySet().stream()
                .map(share -> "version " + share.getKey() + " at " + plain.format(share.getValue()) + " %")
                .collect(Collectors.joining(", "));
    }
}
