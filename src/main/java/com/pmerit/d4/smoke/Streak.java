package com.pmerit.d4.smoke;

import java.util.Optional;

/** Counts answers in a row until they decide. Anything that is neither right nor wrong breaks both rows. */
final class Streak {
    private final Pace pace;
    private int right;
    private int wrong;

    Streak(Pace pace) {
        this.pace = pace;
    }

    /** Takes the next judgement; says how it ends if it does. */
    Optional<SmokeResult.Ending> next(Judgement judgement) {
        right = judgement instanceof Judgement.NewOk ? right + 1 : 0;
        wrong = judgement instanceof Judgement.NewBad ? wrong + 1 : 0;
        if (judgement instanceof Judgement.Other) {
            return Optional.of(SmokeResult.Ending.CONFLICT);
        }
        if (right >= pace.green()) {
            return Optional.of(SmokeResult.Ending.GREEN);
        }
        return wrong >= pace.red() ? Optional.of(SmokeResult.Ending.RED) : Optional.empty();
    }
}
