package com.pmerit.d4.contract;

/**
 * One thing that is wrong with what the POM and the wrangler config say.
 *
 * @param severity whether the build fails for it
 * @param tag where it stands: a path of POM tags such as {@code <environments><staging><url>}, a {@code -D} property,
 *     or a wrangler config file with its key
 * @param value what stands there, empty when nothing does; never a secret, which is replaced before it gets here
 * @param problem what is wrong with it, without a full stop
 * @param remedy what to write or to type instead
 */
public record Fault(Severity severity, String tag, String value, String problem, String remedy) {
    /** How much a fault weighs. */
    public enum Severity {
        /** The contract cannot be trusted: the build fails before anything is read or written. */
        ERROR,
        /** The contract holds, but the person should know. */
        WARNING
    }

    /** What is shown in place of a value that looks like a secret. */
    public static final String NOT_SHOWN = "(not shown)";

    /** Checks that each part says something; only the value may be empty. */
    public Fault {
        if (tag.isBlank() || problem.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("A fault needs a tag, a problem and a remedy: " + tag + ": " + problem);
        }
    }

    /**
     * A fault that fails the build.
     *
     * @param tag where
     * @param value what stands there, or an empty text
     * @param problem what is wrong
     * @param remedy the mend
     * @return the fault
     */
    public static Fault error(String tag, String value, String problem, String remedy) {
        return new Fault(Severity.ERROR, tag, value, problem, remedy);
    }

    /**
     * A fault that is only told.
     *
     * @param tag where
     * @param value what stands there, or an empty text
     * @param problem what is wrong
     * @param remedy the mend
     * @return the fault
     */
    public static Fault warning(String tag, String value, String problem, String remedy) {
        return new Fault(Severity.WARNING, tag, value, problem, remedy);
    }

    /**
     * The fault for a person at a terminal: two lines, the second being the mend.
     *
     * @return such as {@code <environments><staging><url> "http://a.example": is not https} and the remedy below it
     */
    public String message() {
        String shown = value.isEmpty() ? "" : value.equals(NOT_SHOWN) ? " " + NOT_SHOWN : " \"" + value + "\"";
        return tag + shown + ": " + problem + System.lineSeparator() + "  " + remedy;
    }
}
