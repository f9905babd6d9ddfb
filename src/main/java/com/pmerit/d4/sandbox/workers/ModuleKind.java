package com.pmerit.d4.sandbox.workers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a module of a Worker is, told by the Content-Type of its part in the upload. */
public enum ModuleKind {
    ES_MODULE("application/javascript+module"),
    COMMON_JS("application/javascript"),
    WASM("application/wasm"),
    DATA("application/octet-stream"),
    TEXT("text/plain"),
    SOURCE_MAP("application/source-map");

    private final String contentType;

    ModuleKind(String contentType) {
        this.contentType = contentType;
    }

    /** The Content-Type in uploads and downloads. */
    public String contentType() {
        return contentType;
    }

    /** The kind of a Content-Type; its parameters (charset) do not matter. */
    public static Optional<ModuleKind> of(String contentType) {
        String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.contentType.equals(type))
                .findFirst();
    }
}
