package com.pmerit.d4.mojo;

import com.pmerit.d4.gate.Checklist;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.GateOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;

/** What {@code -Dd4.override} says: the only way to release although a gate fails. */
record Overrides(List<GateOverride> each) {
    private static final String FORM = "write -Dd4.override=gate:reason, several separated by ';'";

    Overrides {
        each = List.copyOf(each);
    }

    /** No gate is overridden. */
    static Overrides none() {
        return new Overrides(List.of());
    }

    /**
     * Reads {@code gate:reason;gate:reason}.
     *
     * @param given the goal's parameter
     * @param commandLine what {@code -D} said; an override must come from there, for one in a POM would outlive the run
     * @throws MojoFailureException when it stands in a POM, lacks a gate or a reason, or names a gate twice
     */
    static Overrides read(Optional<String> given, Optional<String> commandLine) throws MojoFailureException {
        if (given.isEmpty()) {
            return none();
        }
        if (!given.equals(commandLine)) {
            throw new MojoFailureException("<override>" + given.get() + "</override> stands in a POM, where it would"
                    + " outlive this run: take it out, and " + FORM);
        }
        List<GateOverride> read = new ArrayList<>();
        for (String one : given.get().split(";", -1)) {
            GateOverride override = one(one);
            if (read.stream().anyMatch(other -> other.gate().equals(override.gate()))) {
                throw new MojoFailureException(
                        "-Dd4.override=" + given.get() + ": names " + override.gate() + " twice");
            }
            read.add(override);
        }
        return new Overrides(read);
    }

    /**
     * The checklist of these gates, those that are overridden among them.
     *
     * @throws MojoFailureException when an override names no gate of the list
     */
    Checklist over(List<Gate> gates) throws MojoFailureException {
        List<String> ids = gates.stream().map(Gate::id).toList();
        Optional<GateOverride> unknown =
                each.stream().filter(override -> !ids.contains(override.gate())).findFirst();
        if (unknown.isPresent()) {
            throw new MojoFailureException("-Dd4.override=" + unknown.get().text() + ": no gate is called '"
                    + unknown.get().gate() + "'. The gates are: "
                    + ids.stream().collect(Collectors.joining(", ")) + ".");
        }
        return new Checklist(gates, each);
    }

    private static GateOverride one(String text) throws MojoFailureException {
        int colon = text.indexOf(':');
        String gate = colon < 0 ? "" : text.substring(0, colon).strip();
        String reason = text.substring(colon + 1).strip();
        if (gate.isEmpty()) {
            throw new MojoFailureException("-Dd4.override: '" + text.strip() + "' names no gate: " + FORM);
        }
        if (reason.isEmpty()) {
            throw new MojoFailureException(
                    "-Dd4.override=" + gate + ": gives no reason, which every report would show: " + FORM);
        }
        return new GateOverride(gate, reason);
    }
}
