package com.pmerit.d4.gate;

/**
 * A gate of the list whose promise does not apply to this run, by configuration: it stays on the list and says why it was
 * not looked at.
 */
public final class Inapplicable implements Gate {
    private final String id;
    private final String title;
    private final String reason;

    /**
     * Stands in for a gate.
     *
     * @param reason why the promise does not apply, such as "no environment was named"
     */
    public Inapplicable(String id, String title, String reason) {
        this.id = id;
        this.title = title;
        this.reason = reason;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Verdict check() {
        return new Verdict.Skipped(reason);
    }
}
