package com.pmerit.d4.worker;

/** How a binding that is stated, in the POM or the wrangler config, stands to what the live version has under its name. */
public enum BindingState {
    /** Live is what is stated. */
    AS_LIVE("ok"),
    /** Stated, and the live version has nothing of the name. */
    NOT_LIVE("new"),
    /** A variable whose live value is another one. */
    OTHER_VALUE("new value"),
    /** The live version has something else under the name: another resource, or another kind of binding. */
    REDIRECTED("differs from live"),
    /** The live version has a secret under the name, which a release would replace. */
    REPLACES_SECRET("a secret is live"),
    /** The live version has it and nothing states it: a release would drop it. */
    ONLY_LIVE("only live"),
    /** That was not looked at. */
    NOT_COMPARED("not compared");

    private final String words;

    BindingState(String words) {
        this.words = words;
    }

    /** As the tables say it. */
    public String words() {
        return words;
    }
}
