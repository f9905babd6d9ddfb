package com.pmerit.d4.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a release knows so far, handed from step to step.
 *
 * @param anchor the version that served all traffic before the release; empty for a Worker that was never deployed
 * @param version the version that this release brings, once it is uploaded or found
 * @param staged whether that version is part of the live deployment, at whatever percentage
 * @param serving whether that version takes all traffic
 * @param migrations the files that this release applied, in order
 * @param kept what concerns read before their first write, as in {@link Anchor#kept}
 * @param smokeSha256 hash of the transcript of the public smoke test, once that passed
 * @param seen what is live beside the Worker, in words, by its concern, as this run saw it last; in no record, for the next run
 *     must see for itself
 */
public record Progress(
        Optional<String> anchor,
        Optional<String> version,
        boolean staged,
        boolean serving,
        List<String> migrations,
        Map<String, String> kept,
        Optional<String> smokeSha256,
        Map<String, String> seen) {
    private static final String UNMET = "unmet";

    public Progress {
        migrations = List.copyOf(migrations);
        kept = Map.copyOf(kept);
        seen = Map.copyOf(seen);
    }

    /** Before the first step: nothing is known. */
    public static Progress none() {
        return new Progress(
                Optional.empty(), Optional.empty(), false, false, List.of(), Map.of(), Optional.empty(), Map.of());
    }

    /** The same, with the version that was live before. */
    public Progress withAnchor(Optional<String> liveVersion) {
        return new Progress(liveVersion, version, staged, serving, migrations, kept, smokeSha256, seen);
    }

    /** The same, with the version of this release. */
    public Progress withVersion(String uploaded) {
        return new Progress(anchor, Optional.of(uploaded), staged, serving, migrations, kept, smokeSha256, seen);
    }

    /** The same, with the version of this release in the live deployment. */
    public Progress nowStaged() {
        return new Progress(anchor, version, true, serving, migrations, kept, smokeSha256, seen);
    }

    /** The same, with the version of this release taking all traffic. */
    public Progress nowServing() {
        return new Progress(anchor, version, true, true, migrations, kept, smokeSha256, seen);
    }

    /** The same, with the anchor alone taking all traffic again. */
    public Progress takenBack() {
        return new Progress(anchor, version, false, false, migrations, kept, smokeSha256, seen);
    }

    /** Whether another version was live before the one of this release. */
    public boolean canGoBack() {
        return anchor.isPresent() && !anchor.equals(version);
    }

    /** The same, with the version of this release out of the live deployment before any user met it. */
    public Progress putAwayUnmet() {
        return takenBack().keeping(UNMET, version.orElse(""));
    }

    /** Whether the undo found that no user had met the version of this release. */
    public boolean isPutAwayUnmet() {
        return kept.containsKey(UNMET);
    }

    /** The same, with further migrations applied by this release. */
    public Progress withMigrations(List<String> applied) {
        List<String> all = new ArrayList<>(migrations);
        all.addAll(applied);
        return new Progress(anchor, version, staged, serving, all, kept, smokeSha256, seen);
    }

    /** The same, with what a concern may have to go back to. */
    public Progress keeping(String name, String text) {
        Map<String, String> more = new HashMap<>(kept);
        more.put(name, text);
        return new Progress(anchor, version, staged, serving, migrations, more, smokeSha256, seen);
    }

    /** The same, with what a concern sees live now, such as {@code shop serves deployment 1f0c}. */
    public Progress seeing(String concern, String words) {
        Map<String, String> more = new HashMap<>(seen);
        more.put(concern, words);
        return new Progress(anchor, version, staged, serving, migrations, kept, smokeSha256, more);
    }

    /** The same, with the public smoke test passed. */
    public Progress proven(String transcriptSha256) {
        return new Progress(anchor, version, staged, serving, migrations, kept, Optional.of(transcriptSha256), seen);
    }
}
