package com.pmerit.d4.contract;

import java.util.List;

/** What came of reading POM and wrangler config together. */
public sealed interface ContractReading {
    /**
     * They make a contract.
     *
     * @param contract the contract
     */
    record Agreed(Contract contract) implements ContractReading {}

    /**
     * They do not.
     *
     * @param faults all that is wrong with them, warnings among it
     */
    record Refused(List<Fault> faults) implements ContractReading {
        /** Checks that there is a reason. */
        public Refused {
            faults = List.copyOf(faults);
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("A contract is never refused without a fault");
            }
        }
    }
}
