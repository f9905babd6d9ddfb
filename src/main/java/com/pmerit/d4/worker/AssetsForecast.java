package com.pmerit.d4.worker;

import com.pmerit.d4.assets.SiteFile;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.release.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of a plan about static files: whether they are others than the live ones, and which of them are new to Cloudflare. */
record AssetsForecast(List<Change> changes, List<String> warnings) {
    private static final String SUBJECT = "assets";
    private static final int NAMED = 12;
    private static final String MISSING = "not at Cloudflare";
    private static final String UPLOADED = "uploaded";

    AssetsForecast {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Compares what is in hand with what is live. Asks Cloudflare which files it lacks, which leaves nothing behind.
     *
     * @param live the tag of the version that is live, if there is one
     */
    static AssetsForecast of(Bundling.Made made, String script, Optional<CodeDigest> live, AccountApi account) {
        Optional<StaticAssets> assets = made.bundle().assets();
        if (assets.isEmpty()) {
            return new AssetsForecast(List.of(), List.of());
        }
        String content =
                assets.get().files().size() + " files, content " + made.digest().assetsShortForm();
        if (live.equals(Optional.of(made.digest()))) {
            return new AssetsForecast(List.of(Change.none(SUBJECT, script, content)), List.of());
        }
        List<Change> changes = new ArrayList<>();
        String before = live.filter(
                        tag -> tag.assetsShortForm().equals(made.digest().assetsShortForm()))
                .map(same -> content)
                .orElse("others, or none");
        changes.add(new Change(SUBJECT, script, before, content));
        return account.assets()
                .open(script, assets.get().manifest())
                .fold(
                        session -> {
                            changes.addAll(missing(assets.get(), session.buckets()));
                            return new AssetsForecast(changes, List.of());
                        },
                        failure -> new AssetsForecast(
                                changes,
                                List.of("which static files are new to Cloudflare cannot be told: "
                                        + failure.message())));
    }

    private static List<Change> missing(StaticAssets assets, List<List<String>> buckets) {
        Set<String> hashes = new HashSet<>();
        buckets.forEach(hashes::addAll);
        List<String> paths = assets.files().stream()
                .filter(file -> hashes.contains(file.hash()))
                .map(SiteFile::path)
                .toList();
        List<Change> rows = new ArrayList<>();
        paths.stream().limit(NAMED).forEach(path -> rows.add(new Change(SUBJECT, path, MISSING, UPLOADED)));
        if (paths.size() > NAMED) {
            rows.add(new Change(SUBJECT, "and " + (paths.size() - NAMED) + " more", MISSING, UPLOADED));
        }
        return rows;
    }
}
