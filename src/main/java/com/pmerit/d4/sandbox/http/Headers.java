package com.pmerit.d4.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The headers of one message, in the order of the wire; names compare without regard to case.
 *
 * @param entries every header line, duplicates included
 */
public record Headers(List<Header> entries) {
    private static final Headers NONE = new Headers(List.of());

    public Headers {
        entries = List.copyOf(entries);
    }

    /**
     * One header line.
     *
     * @param name as it was written
     * @param value without surrounding blanks
     */
    public record Header(String name, String value) {}

    /** No header at all. */
    public static Headers none() {
        return NONE;
    }

    /** The value of the first header of that name. */
    public Optional<String> first(String name) {
        return entries.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** These headers and one more. */
    public Headers and(String name, String value) {
        List<Header> more = new ArrayList<>(entries);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    /** Names only: a value may be a credential. */
    @Override
    public String toString() {
        return "Headers" + entries.stream().map(Header::name).toList();
    }
}
