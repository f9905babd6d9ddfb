package com.pmerit.d4.mojo;

import com.pmerit.d4.mojo.Witness.Kind;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.trial.RecordedCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The moment in which a release is killed. */
sealed interface Blow {

    /**
     * A call has come in whole. Either nothing was done about it, and never will be, or all was done and nobody hears of it.
     *
     * @param kind what the call is for
     */
    record AtCall(RecordedCall call, Kind kind, Moment moment) implements Blow {
        @Override
        public String toString() {
            return (moment == Moment.BEFORE_ACTING ? "before " : "during ") + call;
        }
    }

    /**
     * The release asks its visitors' way, or begins a step: it has heard all answers to its calls so far.
     *
     * @param place host and path
     * @param occurrence which question to that place it is, from 1
     */
    record AtDoor(String place, int occurrence) implements Blow {
        @Override
        public String toString() {
            return "at " + place + " #" + occurrence;
        }
    }

    /** Before and during each of these calls. */
    static List<AtCall> of(List<Witness.Seen> calls) {
        Map<String, Integer> occurrences = new HashMap<>();
        List<AtCall> blows = new ArrayList<>();
        for (Witness.Seen seen : calls) {
            int occurrence = occurrences.merge(seen.method() + seen.template(), 1, Integer::sum);
            RecordedCall call = new RecordedCall(seen.method(), seen.template(), occurrence);
            blows.add(new AtCall(call, seen.kind(), Moment.BEFORE_ACTING));
            blows.add(new AtCall(call, seen.kind(), Moment.AFTER_ACTING));
        }
        return blows;
    }
}
