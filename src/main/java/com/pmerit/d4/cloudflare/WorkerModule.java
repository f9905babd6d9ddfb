package com.pmerit.d4.cloudflare;

import java.util.Arrays;

/** One module of a Worker, as it is uploaded. Its name is the part's name and file name, letter by letter. */
public final class WorkerModule {
    private final String name;
    private final ModuleType type;
    private final byte[] content;

    /**
     * Takes a copy of the content.
     *
     * @param name such as {@code index.js} or {@code ./0a1b-page.html}
     * @param type decides the content type of the part
     * @param content may be empty
     * @throws IllegalArgumentException when the name is blank, is {@code metadata}, or holds quotes, backslashes or control characters
     */
    public WorkerModule(String name, ModuleType type, byte[] content) {
        boolean awkward = name.chars().anyMatch(character -> character < ' ' || character == '"' || character == '\\');
        if (name.isBlank() || awkward || name.equals("metadata")) {
            throw new IllegalArgumentException("A module cannot be uploaded under the name \"" + PlainText.of(name)
                    + "\": rename the file (no quotes, backslashes, control characters, not \"metadata\")");
        }
        this.name = name;
        this.type = type;
        this.content = content.clone();
    }

    /** The name by which other modules import it. */
    public String name() {
        return name;
    }

    /** Its kind. */
    public ModuleType type() {
        return type;
    }

    /** A copy of its bytes. */
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerModule that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "WorkerModule[" + PlainText.of(name) + ", " + type + ", " + content.length + " bytes]";
    }
}
