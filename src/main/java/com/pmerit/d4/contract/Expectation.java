package com.pmerit.d4.contract;

import java.util.regex.Pattern;

/**
 * What a smoke test expects of one value. In the POM a plain text means equal; {@code matches:} before it makes it a Java
 * regular expression that the whole value must match; {@code equals:} before it takes the rest as it is.
 */
public sealed interface Expectation {
    /**
     * The value is this text.
     *
     * @param text the text; a JSON number or boolean is compared as JSON writes it, {@code null} as {@code null}
     */
    record Equal(String text) implements Expectation {
        @Override
        public boolean accepts(String actual) {
            return text.equals(actual);
        }

        @Override
        public String shown() {
            return "\"" + text + "\"";
        }
    }

    /**
     * The whole value matches this expression.
     *
     * @param expression a Java regular expression
     */
    record Matching(String expression) implements Expectation {
        /** Checks that the expression can be compiled; throws {@link java.util.regex.PatternSyntaxException} else. */
        public Matching {
            Pattern.compile(expression);
        }

        @Override
        public boolean accepts(String actual) {
            return Pattern.compile(expression).matcher(actual).matches();
        }

        @Override
        public String shown() {
            return "what matches \"" + expression + "\"";
        }
    }

    /**
     * Judges a value.
     *
     * @param actual the value that was answered
     * @return whether it is as expected
     */
    boolean accepts(String actual);

    /**
     * The expectation for a person.
     *
     * @return such as {@code "healthy"} or {@code what matches "\d+"}
     */
    String shown();
}
