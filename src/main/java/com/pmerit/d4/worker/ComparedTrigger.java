package com.pmerit.d4.worker;

import java.util.Optional;

/**
 * Something that calls a Worker, or a setting that belongs to none of its versions, held against the wrangler config.
 *
 * @param name such as {@code workers.dev}, {@code schedules}, {@code observability}
 * @param live as it is, for a person; empty for what is not read
 * @param stated as the wrangler config wants it, for a person; empty when it has no word on it
 */
public record ComparedTrigger(String name, Optional<String> live, Optional<String> stated) {}
