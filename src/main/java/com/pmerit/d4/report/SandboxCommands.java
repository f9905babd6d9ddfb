package com.pmerit.d4.report;

import java.util.regex.Pattern;

/**
 * What mends a run on the embedded Cloudflare is to run there, too: gates and steps name the commands of d4 without knowing where they
 * are, and one that is typed as it stands must not ask the real account.
 */
final class SandboxCommands {
    private static final String FLAG = " -Dd4.sandbox";
    private static final Pattern COMMAND = Pattern.compile("mvn (?:deploy|verify|d4:(?!sandbox|init|help)[a-z-]+)"
            + "(?: -[DP](?:'[^']*'|\"[^\"]*\"|[^\\s'\",;).]|[.,](?=\\w))*)*");

    private SandboxCommands() {}

    /** The text with the flag behind each command of d4 that lacks it. */
    static String in(String text) {
        return COMMAND.matcher(text).replaceAll(command -> command.group().contains(FLAG) ? "$0" : "$0" + FLAG);
    }
}
