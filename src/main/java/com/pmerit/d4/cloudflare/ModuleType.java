package com.pmerit.d4.cloudflare;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of module that a Worker upload may hold, with the content type that tells them apart on the wire. */
public enum ModuleType {
    /** ES module. */
    ESM("application/javascript+module"),
    /** CommonJS, or the main file of a service worker. */
    COMMON_JS("application/javascript"),
    /** WebAssembly. */
    WASM("application/wasm"),
    /** Bytes. */
    DATA("application/octet-stream"),
    /** Text. */
    TEXT("text/plain"),
    /** Python source. */
    PYTHON("text/x-python"),
    /** Python package requirement. */
    PYTHON_REQUIREMENT("text/x-python-requirement"),
    /** Source map of a module. */
    SOURCE_MAP("application/source-map");

    private final String contentType;

    ModuleType(String contentType) {
        this.contentType = contentType;
    }

    /** The content type of its part. */
    public String contentType() {
        return contentType;
    }

    /** The type whose parts have this content type; parameters such as a charset do not matter. */
    public static Optional<ModuleType> ofContentType(String contentType) {
        int parameters = contentType.indexOf(';');
        String bare = (parameters < 0 ? contentType : contentType.substring(0, parameters)).trim();
        return Arrays.stream(values())
                .filter(type -> type.contentType.equalsIgnoreCase(bare))
                .findFirst();
    }
}
