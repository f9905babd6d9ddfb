package com.pmerit.d4.report;

import java.util.Optional;

/**
 * What a report is about.
 *
 * @param goal the goal that ran, such as {@code d4:deploy}
 * @param project the project as a person calls it, such as {@code d4-chat 1.4.0}
 * @param environment the environment's name in the POM; empty for a goal that has none
 * @param sandbox whether it all happened in the embedded Cloudflare
 * @param commit the full hash of the commit in hand; empty outside of git
 */
public record Subject(
        String goal, String project, Optional<String> environment, boolean sandbox, Optional<String> commit) {}
