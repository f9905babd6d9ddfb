package com.pmerit.d4.cloudflare;

import java.util.List;
import java.util.Optional;

/**
 * The body of a request or an answer, for a log: masked and bounded.
 *
 * @param type its content type, for a form without the boundary; empty when there is no body or nothing says what it is
 * @param bytes its size on the wire; of an answer, as far as it was read
 * @param field of a form: the name of the field that {@code text} is the content of
 * @param text masked; JSON answers are written anew, without the values of a Worker's plain variables
 * @param whole whether {@code text} is all that there was, but for what is masked
 * @param modules of an upload: the modules, in their order
 */
public record ExchangeBody(
        String type, long bytes, Optional<String> field, String text, boolean whole, List<Module> modules) {
    /** No body at all. */
    static final ExchangeBody NONE = new ExchangeBody("", 0, Optional.empty(), "", true, List.of());

    /** Makes the list unchangeable. */
    public ExchangeBody {
        modules = List.copyOf(modules);
    }

    /**
     * A module of an upload. Its code is not kept.
     *
     * @param name by which it was uploaded
     * @param type content type of its part
     * @param bytes its size
     * @param sha256 of its code, in hex
     */
    public record Module(String name, String type, long bytes, String sha256) {}
}
