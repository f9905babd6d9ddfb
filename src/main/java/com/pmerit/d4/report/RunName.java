package com.pmerit.d4.report;

/** What the file of the last run of a goal for an environment is called, such as {@code deploy-staging.json}. */
final class RunName {
    private static final int LONGEST = 80;

    private RunName() {}

    static String of(Subject subject) {
        String name = subject.goal().replaceFirst("^d4:", "")
                + subject.environment().map(environment -> "-" + environment).orElse("");
        // An environment is called as the team likes, and files are not.
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return safe.substring(0, Math.min(LONGEST, safe.length())) + ".json";
    }
}
