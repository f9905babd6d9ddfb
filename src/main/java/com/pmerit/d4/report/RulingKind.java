package com.pmerit.d4.report;

import com.pmerit.d4.sop.Ruling;
import java.util.List;

/** How a ruling is called, in the order in which they matter to a person. */
enum RulingKind {
    CONTRADICTED(Ruling.Contradicted.class, "contradicted"),
    UNREADABLE(Ruling.Unreadable.class, "unreadable"),
    NOT_UNDERSTOOD(Ruling.NotUnderstood.class, "not understood"),
    NOT_ENFORCED(Ruling.NotEnforced.class, "not enforced"),
    NOT_AUTOMATABLE(Ruling.NotAutomatable.class, "not automatable"),
    ENFORCED(Ruling.Enforced.class, "enforced");

    private final Class<? extends Ruling> type;
    private final String words;

    RulingKind(Class<? extends Ruling> type, String words) {
        this.type = type;
        this.words = words;
    }

    Class<? extends Ruling> type() {
        return type;
    }

    String words() {
        return words;
    }

    static RulingKind of(Ruling ruling) {
        return List.of(values()).stream()
                .filter(kind -> kind.type.isInstance(ruling))
                .findFirst()
                .orElseThrow();
    }
}
