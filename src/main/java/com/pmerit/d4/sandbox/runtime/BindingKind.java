package com.pmerit.d4.sandbox.runtime;

/** The kinds of bindings that are served from outside workerd. */
public enum BindingKind {
    D1,
    R2,
    KV,
    ASSETS
}
