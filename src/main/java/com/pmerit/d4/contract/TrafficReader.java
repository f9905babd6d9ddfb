package com.pmerit.d4.contract;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code <traffic>}. */
final class TrafficReader {
    private static final String STEP = "step";
    private static final String EXAMPLE = "<step percent=\"10\" soak=\"PT5M\"/>";

    private final Section traffic;

    TrafficReader(Section traffic) {
        this.traffic = traffic;
    }

    /** The stops in their order; what could not be read is left out and told. */
    List<TrafficPortion> read() {
        List<TrafficPortion> portions = new ArrayList<>();
        if (traffic.isLeaf()) {
            traffic.fault(
                    SecretShapes.masked(traffic.value().strip()),
                    "has no steps",
                    "Write " + EXAMPLE + " in it, or take it out.");
        }
        for (Section step : traffic.children()) {
            if (step.name().equals(STEP)) {
                portion(step).ifPresent(portion -> add(portion, step, portions));
            } else {
                step.fault("", "is no key that d4 knows", "Write " + EXAMPLE + " for each step.");
            }
        }
        return portions;
    }

    private static void add(TrafficPortion portion, Section step, List<TrafficPortion> portions) {
        int before = portions.isEmpty() ? 0 : portions.get(portions.size() - 1).percent();
        if (portion.percent() <= before) {
            step.fault(
                    "percent",
                    Integer.toString(portion.percent()),
                    "is not more than the " + before + " % of the step before",
                    "Let each step get more traffic than the one before it.");
        } else {
            portions.add(portion);
        }
    }

    private static Optional<TrafficPortion> portion(Section step) {
        step.allow(List.of("percent", "soak"));
        Optional<Integer> percent = percent(step);
        Optional<Duration> soak = soak(step);
        return percent.isPresent() && soak.isPresent()
                ? Optional.of(new TrafficPortion(percent.get(), soak.get()))
                : Optional.empty();
    }

    private static Optional<Integer> percent(Section step) {
        String written = step.text("percent").orElse("");
        if (!written.matches("[1-9]\\d?")) {
            step.fault(
                    "percent",
                    written,
                    written.isEmpty() ? "is missing" : "is no part of the traffic",
                    "Write a whole number from 1 to 99; 100 comes by itself at the end.");
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(written));
    }

    private static Optional<Duration> soak(Section step) {
        String written = step.text("soak").orElse("");
        String problem = "is missing";
        if (!written.isEmpty()) {
            try {
                Duration soak = Duration.parse(written);
                if (!soak.isNegative() && !soak.isZero() && soak.compareTo(TrafficPortion.LONGEST_SOAK) <= 0) {
                    return Optional.of(soak);
                }
                problem = "is not longer than nothing and at most 24 hours";
            } catch (DateTimeParseException invalid) {
                problem = "is no length of time";
            }
        }
        step.fault("soak", written, problem, "Write an ISO 8601 duration such as PT30S, PT5M or PT1H.");
        return Optional.empty();
    }
}
