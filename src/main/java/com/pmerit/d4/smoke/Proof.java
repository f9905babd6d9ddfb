package com.pmerit.d4.smoke;

/** How it is known that the version in question gave the answers; the strongest first. */
public enum Proof {
    /** The answers name their version. */
    ECHO("the answers name their version"),
    /** The preview URL's host name leads to this version only. */
    PREVIEW_HOST("the preview host name leads to this version only"),
    /** The override header asks for this version; an edge that does not know it yet ignores the header. */
    OVERRIDE("the override header asks for this version"),
    /** Only the control plane says that this version serves the public URL. */
    CONTROL_PLANE("weak: only the control plane says which version serves"),
    /** Nobody asked for a certain version: the Worker as it is. */
    NONE("none: no version was asked for");

    private final String words;

    Proof(String words) {
        this.words = words;
    }

    /** The proof for a person. */
    public String words() {
        return words;
    }
}
