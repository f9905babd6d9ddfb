package com.pmerit.d4.mojo;

import com.pmerit.d4.sandbox.runtime.ModelledEdge.Answering;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import java.util.Arrays;

/** How a version of the shop behaves in production, as a comment in its code says; on staging every version is well. */
enum Behaviour {
    WELL,
    SICK,
    /** Well as long as nobody but the smoke test comes. */
    SICK_UNDER_TRAFFIC;

    /** What stands in the code of a version that behaves so. */
    String comment() {
        return "// in production: " + name() + "\n";
    }

    /** How this version behaves; a version whose code says nothing, such as an empty draft, is sick. */
    static Behaviour of(RunnableVersion version) {
        String code = version.modules().get(0).content().text();
        return Arrays.stream(values())
                .filter(each -> code.contains(each.comment()))
                .map(each -> version.script().equals(Checkout.PRODUCTION) ? each : WELL)
                .findFirst()
                .orElse(SICK);
    }

    boolean isRight(Answering answering) {
        return switch (this) {
            case WELL -> true;
            case SICK -> false;
            case SICK_UNDER_TRAFFIC -> answering.share() == 0;
        };
    }
}
