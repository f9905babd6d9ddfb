package com.pmerit.d4.contract;

import java.util.List;

/** What came of looking for a wrangler config. */
public sealed interface WranglerReading {
    /**
     * There is one, and it can be understood.
     *
     * @param config the config
     * @param warnings what the person should know of it
     */
    record Understood(WranglerConfig config, List<Fault> warnings) implements WranglerReading {
        /** Copies the list. */
        public Understood {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * There is none, or it cannot be understood.
     *
     * @param faults why, all of it
     */
    record Refused(List<Fault> faults) implements WranglerReading {
        /** Copies the list. */
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
