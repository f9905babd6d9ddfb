package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement for D1, with what is bound to its parameters.
 *
 * @param sql exactly one statement, as {@link D1Script} cuts them
 * @param parameters bound to {@code ?1}, {@code ?2} and so on; each null, {@code Long}, {@code Double}, {@code String} or {@code byte[]}
 */
public record D1Statement(String sql, List<@Nullable Object> parameters) {
    /** Refuses a parameter of a type that SQLite does not have. */
    public D1Statement {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
        for (Object parameter : parameters) {
            if (parameter != null
                    && !(parameter instanceof Long
                            || parameter instanceof Double
                            || parameter instanceof String
                            || parameter instanceof byte[])) {
                throw new IllegalArgumentException(
                        "SQLite has no values of " + parameter.getClass().getName());
            }
        }
    }

    /** A statement with the given parameters, or none. */
    public static D1Statement of(String sql, @Nullable Object... parameters) {
        return new D1Statement(sql, Arrays.asList(parameters));
    }
}
