package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetShelf;
import com.pmerit.d4.sandbox.assets.HeaderRules;
import com.pmerit.d4.sandbox.assets.RedirectRules;
import com.pmerit.d4.sandbox.assets.StoredAsset;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.pages.DeploymentConfigs.Bound;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.Stamps;
import com.pmerit.d4.sandbox.workers.Binding;
import com.pmerit.d4.sandbox.workers.BindingRules;
import com.pmerit.d4.sandbox.workers.StartupCheck;
import com.pmerit.d4.sandbox.workers.UploadReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Makes deployments: checks what was uploaded, and tries the Functions; it changes no project. */
final class Publisher {
    private static final int MOST_HASHED = 250;

    private final AssetShelf shelf;
    private final ContentStore contents;
    private final Stamps stamps;
    private final StartupCheck startup;
    private final UploadReader reader;

    Publisher(AssetShelf shelf, ContentStore contents, Stamps stamps, StartupCheck startup) {
        this.shelf = shelf;
        this.contents = contents;
        this.stamps = stamps;
        this.startup = startup;
        this.reader = new UploadReader(stamps.clock());
    }

    /** What a deployment is made of, whether new or made again. */
    private record Source(
            String branch,
            String hash,
            String message,
            boolean dirty,
            Map<String, String> parts,
            boolean ownBindings) {}

    /** A deployment out of a form; a form that Cloudflare would not take is refused. */
    PagesDeployment publish(AccountPages account, PagesProject project, DeploymentForm form) throws IOException {
        checkUploaded(project, form.manifest());
        Map<String, String> parts = new TreeMap<>();
        for (Map.Entry<String, Content> file : form.files().entrySet()) {
            parts.put(file.getKey(), contents.put(file.getValue()));
        }
        String branch = form.text("branch");
        return made(
                account,
                project,
                new Source(
                        branch.isEmpty() ? project.productionBranch() : branch,
                        form.text("commit_hash"),
                        form.text("commit_message"),
                        form.text("commit_dirty").equals("true"),
                        parts,
                        !form.text(DeploymentForm.CONFIG_HASH).isEmpty()));
    }

    /** A new deployment of what another one consists of, with the project's present configuration. */
    PagesDeployment again(AccountPages account, PagesProject project, PagesDeployment earlier) throws IOException {
        return made(
                account,
                project,
                new Source(
                        earlier.branch(),
                        earlier.commitHash(),
                        earlier.commitMessage(),
                        earlier.commitDirty(),
                        earlier.parts(),
                        earlier.ownBindings()));
    }

    /** The Functions of a deployment, if it has any. */
    Optional<FunctionsBundle> functions(PagesDeployment deployment) throws IOException {
        Optional<String> digest = deployment.part(PagesDeployment.BUNDLE);
        return digest.isEmpty()
                ? Optional.empty()
                : Optional.of(FunctionsBundle.read(contents.get(digest.get()), reader));
    }

    /**
     * Refuses a manifest for the first of its files that is not what it says. Of a large site a part is hashed: all of it would take
     * longer than its upload.
     */
    private void checkUploaded(PagesProject project, Map<String, String> manifest) throws IOException {
        int hashed = 0;
        for (Map.Entry<String, String> file : manifest.entrySet()) {
            String path = file.getKey();
            String hash = file.getValue();
            StoredAsset asset = shelf.find(project.id(), hash)
                    .orElseThrow(() -> PagesRefusals.invalid("the manifest names " + path + " with the hash " + hash
                            + ", but no such file was uploaded"));
            if (hashed++ < MOST_HASHED && !shelf.fits(asset, path)) {
                throw PagesRefusals.invalid("the file that was uploaded as " + hash + " cannot be " + path
                        + ": bytes and extension have another hash");
            }
        }
    }

    private PagesDeployment made(AccountPages account, PagesProject project, Source source) throws IOException {
        boolean production = source.branch().equals(project.productionBranch());
        PagesDeployment draft = new PagesDeployment(
                UUID.randomUUID().toString(),
                production,
                source.branch(),
                source.hash(),
                source.message(),
                source.dirty(),
                stamps.next(),
                source.parts(),
                source.ownBindings(),
                List.of(),
                Map.of(),
                "",
                List.of(),
                true,
                log(source.parts()));
        try {
            return tried(account, project, draft);
        } catch (Refusal flaw) {
            return draft.failed("Failed to publish your Function. Got error: " + flaw.getMessage());
        }
    }

    /** The deployment with its Functions bound and started once. */
    private PagesDeployment tried(AccountPages account, PagesProject project, PagesDeployment draft)
            throws IOException {
        Optional<FunctionsBundle> bundle = functions(draft);
        JsonNode config = project.deploymentConfigs().path(draft.environment());
        Bound configured = account.configs().bound(config);
        if (bundle.isEmpty()) {
            return draft.bound(configured.bindings(), configured.secrets());
        }
        List<ObjectNode> bindings = new ArrayList<>(configured.bindings());
        if (draft.ownBindings()) {
            bindings.removeIf(binding ->
                    !configured.secrets().containsKey(binding.path("name").asText()));
            for (JsonNode binding : bundle.get().bindings()) {
                bindings.add(own(binding));
            }
        }
        for (ObjectNode binding : bindings) {
            if (binding.path("name").asText().equals(FunctionsBundle.ASSETS)) {
                throw PagesRefusals.invalid("the name ASSETS is reserved for the files of the site");
            }
            account.configs().check(binding);
        }
        String date = bundle.get().compatibilityDate();
        List<String> flags = bundle.get().compatibilityFlags();
        PagesDeployment bound = draft.bound(bindings, configured.secrets())
                .compatible(
                        date.isEmpty() ? config.path("compatibility_date").asText() : date,
                        flags.isEmpty() ? flags(config) : flags);
        Optional<String> fault = startup.fault(bundle.get().runnable(account, project, bound));
        return fault.isPresent() ? bound.failed("Failed to publish your Function. Got error: " + fault.get()) : bound;
    }

    private static ObjectNode own(JsonNode binding) {
        String name = BindingRules.name(binding);
        if (binding.path("type").asText().equals(Binding.SECRET_TEXT)) {
            throw PagesRefusals.invalid(
                    "the bundle holds the secret " + name + ": a project's secrets are set beforehand");
        }
        return binding.deepCopy();
    }

    private static List<String> flags(JsonNode config) {
        List<String> flags = new ArrayList<>();
        config.path("compatibility_flags").forEach(flag -> flags.add(flag.asText()));
        return flags;
    }

    private List<String> log(Map<String, String> parts) throws IOException {
        List<String> log = new ArrayList<>();
        if (parts.containsKey(PagesDeployment.REDIRECTS)) {
            RedirectRules rules = RedirectRules.parse(text(parts, PagesDeployment.REDIRECTS));
            log.add("_redirects has " + rules.count() + " rules");
            log.addAll(rules.ignored());
        }
        if (parts.containsKey(PagesDeployment.HEADERS)) {
            HeaderRules rules = HeaderRules.parse(text(parts, PagesDeployment.HEADERS));
            log.add("_headers has " + rules.rules().size() + " rules");
            log.addAll(rules.ignored());
        }
        return log;
    }

    /** The text of a part of a deployment; empty when it has no such part. */
    String text(Map<String, String> parts, String name) throws IOException {
        String digest = parts.get(name);
        return digest == null ? "" : contents.get(digest).text();
    }
}
