package com.pmerit.d4.sop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The checklist that ran last in this checkout, as {@code target/d4/result.json} has it. */
public sealed interface LastChecklist {

    /** None: there is no such file, or it is of a goal that has no checklist. */
    record Never() implements LastChecklist {}

    /**
     * The file cannot be read.
     *
     * @param why one sentence
     */
    record Unreadable(String why) implements LastChecklist {}

    /**
     * It ran.
     *
     * @param environment for which; empty for its local half
     * @param sandbox whether it looked at the embedded Cloudflare
     * @param started when
     * @param commit of which commit
     * @param gates in the order of the checklist
     */
    record Ran(
            Optional<String> environment,
            boolean sandbox,
            Instant started,
            Optional<String> commit,
            List<GateVerdict> gates)
            implements LastChecklist {
        /** Copies the list. */
        public Ran {
            gates = List.copyOf(gates);
        }

        /** What a gate said; empty when it was not asked. */
        public Optional<GateVerdict> of(String gate) {
            return gates.stream().filter(each -> each.id().equals(gate)).findFirst();
        }
    }

    /**
     * What one gate said.
     *
     * @param id of the gate
     * @param title what it promises
     * @param verdict passed, warned, overridden, failed or skipped
     * @param summary one line
     */
    record GateVerdict(String id, String title, String verdict, String summary) {}
}
