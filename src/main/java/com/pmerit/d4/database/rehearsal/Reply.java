package com.pmerit.d4.database.rehearsal;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A probe with what the target answered.
 *
 * @param probe what was asked
 * @param counts a number for each ask, in their order
 */
record Reply(Probe probe, List<Long> counts) {
    Reply {
        counts = List.copyOf(counts);
    }

    /** One of its asks with its number. */
    record Count(Ask ask, long rows) {
        String words() {
            return ask.counted(rows);
        }
    }

    /** All of them. */
    List<Count> all() {
        return IntStream.range(0, counts.size())
                .mapToObj(index -> new Count(probe.asks().get(index), counts.get(index)))
                .toList();
    }
}
