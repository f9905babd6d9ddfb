package com.pmerit.d4.database.rehearsal;

import java.util.List;

/**
 * What the target is to be asked.
 *
 * @param probes in the order of the statements
 * @param unasked what it cannot be asked
 */
record Probes(List<Probe> probes, List<Unasked> unasked) {
    Probes {
        probes = List.copyOf(probes);
        unasked = List.copyOf(unasked);
    }
}
