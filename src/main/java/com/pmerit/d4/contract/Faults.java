package com.pmerit.d4.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers faults. Of several about one tag the first is kept: the others would only be its echoes. */
final class Faults {
    private final Map<String, Fault> byTag = new LinkedHashMap<>();

    void add(Fault fault) {
        byTag.merge(fault.tag(), fault, Faults::graver);
    }

    void addAll(List<Fault> faults) {
        faults.forEach(this::add);
    }

    void error(String tag, String value, String problem, String remedy) {
        add(Fault.error(tag, value, problem, remedy));
    }

    void warning(String tag, String value, String problem, String remedy) {
        add(Fault.warning(tag, value, problem, remedy));
    }

    boolean hasErrors() {
        return byTag.values().stream().anyMatch(fault -> fault.severity() == Fault.Severity.ERROR);
    }

    List<Fault> all() {
        return List.copyOf(byTag.values());
    }

    private static Fault graver(Fault first, Fault second) {
        return first.severity() == Fault.Severity.WARNING && second.severity() == Fault.Severity.ERROR ? second : first;
    }
}
