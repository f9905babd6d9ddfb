package com.pmerit.d4.source;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Knows scripts that would never end because they wait for the next change of a file. */
final class WatchMode {
    private static final Pattern ASKED_FOR = Pattern.compile(
            "(?<=\\s)(?:--watch(?:-?all)?(?!\\S)(?! +false)|--watch(?:-?all)?=true(?!\\S))|\\bvitest (?:watch|dev)(?!\\S)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WAITING = Pattern.compile(
            "waiting for (?:file )?changes|watching for (?:file )?changes|^Watch Usage",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** The words of a script that ask for watch mode. */
    Optional<String> askedForBy(String script) {
        return ASKED_FOR.matcher(script).results().map(MatchResult::group).findFirst();
    }

    /** The words of a runner that waits for changes. */
    Optional<String> seenIn(String output) {
        return WAITING.matcher(output).results().map(MatchResult::group).findFirst();
    }
}
