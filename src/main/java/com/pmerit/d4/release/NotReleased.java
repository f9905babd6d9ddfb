package com.pmerit.d4.release;

import java.util.List;

/** A thing of the contract that no step of a release touches: it stands in the plan, so that nobody takes it for released. */
public final class NotReleased implements PlanPart {
    private final String subject;
    private final String name;
    private final String reason;

    /**
     * Stands in for a concern.
     *
     * @param subject of what kind the thing is, such as {@code site}
     * @param name which one
     * @param reason why it is left alone, as a whole clause
     */
    public NotReleased(String subject, String name, String reason) {
        this.subject = subject;
        this.name = name;
        this.reason = reason;
    }

    @Override
    public Forecast forecast() {
        return new Forecast.Known(
                List.of(Change.none(subject, name, "not looked at")),
                List.of(),
                List.of(subject + " " + name + ": " + reason));
    }
}
