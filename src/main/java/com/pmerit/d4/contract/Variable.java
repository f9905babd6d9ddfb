package com.pmerit.d4.contract;

/** The value of a Worker's {@code vars} entry, which is no secret. */
public sealed interface Variable {
    /**
     * A text, bound as {@code plain_text}.
     *
     * @param text the value, possibly empty
     */
    record Text(String text) implements Variable {
        @Override
        public String shown() {
            return text;
        }
    }

    /**
     * Any other JSON value, bound as {@code json}.
     *
     * @param json the value as JSON without blanks, the keys of each object sorted, so that equal values are equal texts
     */
    record Json(String json) implements Variable {
        @Override
        public String shown() {
            return json;
        }
    }

    /**
     * The value for a person.
     *
     * @return the text itself, or the JSON
     */
    String shown();
}
