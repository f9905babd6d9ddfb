package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One deployment of a Pages project.
 *
 * @param production whether it is of the production environment; of the preview environment else
 * @param parts for each file of the upload, the manifest among them, the SHA-256 of its content
 * @param ownBindings whether its bundle says what it is bound to, because it comes with a configuration file; the project does else
 * @param bindings what its Functions are bound to; for a secret the name only
 * @param secrets for each secret the revision of its value
 * @param succeeded whether it can be served
 * @param log what was said while it was made
 */
record PagesDeployment(
        String id,
        boolean production,
        String branch,
        String commitHash,
        String commitMessage,
        boolean commitDirty,
        String createdOn,
        Map<String, String> parts,
        boolean ownBindings,
        List<ObjectNode> bindings,
        Map<String, String> secrets,
        String compatibilityDate,
        List<String> compatibilityFlags,
        boolean succeeded,
        List<String> log) {
    static final String MANIFEST = "manifest";
    static final String HEADERS = "_headers";
    static final String REDIRECTS = "_redirects";
    static final String ROUTES = "_routes.json";
    static final String BUNDLE = "_worker.bundle";

    private static final int SHORT = 8;
    private static final int ALIAS_LIMIT = 28;

    PagesDeployment {
        parts = Map.copyOf(parts);
        bindings = List.copyOf(bindings);
        secrets = Map.copyOf(secrets);
        compatibilityFlags = List.copyOf(compatibilityFlags);
        log = List.copyOf(log);
    }

    /** The name of the environment. */
    String environment() {
        return production ? "production" : "preview";
    }

    /** The first label of its own host name. */
    String shortId() {
        return id.substring(0, SHORT);
    }

    /**
     * The first label of its branch's host name: the branch in lower case with a dash for all that is no letter and no digit (Pages
     * documentation, "Preview deployments"). That it is cut to 28 characters is what Cloudflare was seen to do.
     */
    String alias() {
        String label = branch.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        return label.substring(0, Math.min(ALIAS_LIMIT, label.length())).replaceAll("^-+|-+$", "");
    }

    Optional<String> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    PagesDeployment bound(List<ObjectNode> bindings, Map<String, String> secrets) {
        return changed(bindings, secrets, compatibilityDate, compatibilityFlags, succeeded, log);
    }

    PagesDeployment compatible(String date, List<String> flags) {
        return changed(bindings, secrets, date, flags, succeeded, log);
    }

    /** This deployment as one that cannot be served. */
    PagesDeployment failed(String reason) {
        List<String> more = new ArrayList<>(log);
        more.add(reason);
        return changed(bindings, secrets, compatibilityDate, compatibilityFlags, false, more);
    }

    private PagesDeployment changed(
            List<ObjectNode> bindings,
            Map<String, String> secrets,
            String date,
            List<String> flags,
            boolean succeeded,
            List<String> log) {
        return new PagesDeployment(
                id,
                production,
                branch,
                commitHash,
                commitMessage,
                commitDirty,
                createdOn,
                parts,
                ownBindings,
                bindings,
                secrets,
                date,
                flags,
                succeeded,
                log);
    }
}
