package com.pmerit.d4.contract;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells where two environments would write to the same thing, so that staging could break production. */
final class SharedResources {
    private record Use(String environment, String tag) {}

    private final Map<String, Use> users = new LinkedHashMap<>();
    private final Faults faults;

    SharedResources(Faults faults) {
        this.faults = faults;
    }

    void judge(List<EnvironmentDraft> drafts) {
        for (EnvironmentDraft draft : drafts) {
            draft.worker().ifPresent(worker -> use(draft, "script", worker, draft.tag("worker")));
            draft.url().ifPresent(url -> use(draft, "url's host", authority(url), draft.tag("url")));
            draft.databases().forEach((binding, database) -> {
                String tag = draft.tag("databases") + "<" + binding + ">";
                database.id().ifPresent(id -> use(draft, "database", id.toLowerCase(Locale.ROOT), tag + "<id>"));
                database.name().ifPresent(name -> use(draft, "database name", name, tag + "<name>"));
            });
            draft.buckets()
                    .forEach((binding, bucket) ->
                            use(draft, "bucket", bucket.shown(), draft.tag("buckets") + "<" + binding + ">"));
        }
    }

    private void use(EnvironmentDraft draft, String kind, String value, String tag) {
        Use first = users.putIfAbsent(kind + " " + value, new Use(draft.name(), tag));
        if (first != null && !first.environment().equals(draft.name())) {
            faults.error(
                    tag,
                    value,
                    "is the " + kind + " of " + first.environment() + " too (" + first.tag() + ")",
                    "Give " + draft.name() + " one of its own.");
        }
    }

    private static String authority(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return Optional.of(url.getPort())
                .filter(port -> port != -1 && port != 443)
                .map(port -> host + ":" + port)
                .orElse(host);
    }
}
