package com.pmerit.d4.sandbox.workers;

import com.pmerit.d4.sandbox.http.Content;

/**
 * One module of a Worker.
 *
 * @param name exactly as uploaded, a leading {@code ./} included
 * @param kind what it is
 * @param content its bytes
 */
public record WorkerModule(String name, ModuleKind kind, Content content) {}
