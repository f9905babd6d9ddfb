package com.pmerit.d4.release;

/** How far a run had come when its record was last written: what a run that finds the record open must do first. */
public enum Phase {
    /** Lock and record stand; users meet what they met before, whatever else was done. */
    STARTED,
    /** Written before traffic moves: users may meet the new version, and whether it is healthy is not known. */
    SHIFTING,
    /** The new version takes all traffic and passed its smoke test; what is left concerns no visitor. */
    PROVEN,
    /** Written before the anchor is put back: an undo was decided and must be finished first. */
    UNDOING,
    /** The run is over and its record closed. */
    ENDED
}
