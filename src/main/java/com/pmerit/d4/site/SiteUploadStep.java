package com.pmerit.d4.site;

import com.pmerit.d4.assets.AssetHash;
import com.pmerit.d4.assets.SiteFile;
import com.pmerit.d4.assets.SiteLimits;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.StaticAsset;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Uploads the files of the site that Pages does not have yet. Nobody can ask for them before a deployment names them. */
public final class SiteUploadStep implements Step {
    private final SiteOfRelease part;
    private final SitePlacement placement;
    private final Waiting waiting;
    private final Consumer<String> howFar;

    /**
     * Prepares the upload of one environment's site.
     *
     * @param howFar is told how many of the files have been sent
     */
    public SiteUploadStep(SiteOfRelease part, Waiting waiting, Consumer<String> howFar) {
        this.part = part;
        this.placement = part.placement();
        this.waiting = waiting;
        this.howFar = howFar;
    }

    @Override
    public String id() {
        return "site-upload";
    }

    @Override
    public String title() {
        return "Upload the files of the site";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        ApiResult<LiveSite> live = part.live();
        if (live.failure().isPresent()) {
            return failed(live.failure().get(), progress);
        }
        LiveSite site = live.orElseThrow();
        SiteBuild build = part.built(site);
        if (build instanceof SiteBuild.Impossible impossible) {
            return failed(impossible.why(), impossible.details(), impossible.remedy(), progress);
        }
        BuiltSite built = ((SiteBuild.Made) build).site();
        return site.isThis(part.release(), built.digest())
                ? new StepResult.AlreadyDone(
                        "content " + SiteMessage.shortened(built.digest()) + " is live as " + site.shown(),
                        site.seenBy(progress))
                : bring(built, site.seenBy(progress));
    }

    private StepResult bring(BuiltSite built, Progress progress) throws InterruptedException {
        Uploader uploader = new Uploader(part.account().pages().assets(), placement.project(), waiting, howFar);
        List<StaticAsset> files = built.distinct().stream().map(SiteFile::asset).toList();
        ApiResult<Integer> most = uploader.mostFiles();
        ApiResult<List<StaticAsset>> missing = most.then(number -> uploader.missing(files));
        if (missing.failure().isPresent()) {
            return failed(missing.failure().get(), progress);
        }
        List<String> exceeded = SiteLimits.exceeded(built.files(), built.rules(), most.orElseThrow(), "Pages");
        if (!exceeded.isEmpty()) {
            return failed("Pages does not take this site", exceeded, "make the site smaller", progress);
        }
        List<String> changed = changed(built, missing.orElseThrow());
        if (!changed.isEmpty()) {
            return failed(
                    "files of the site were changed since its gate looked at them",
                    changed,
                    "let nothing write to " + placement.output() + " meanwhile, and run the same command again",
                    progress);
        }
        return send(uploader, files, missing.orElseThrow(), progress);
    }

    private static List<String> changed(BuiltSite built, List<StaticAsset> missing) {
        Set<String> hashes = missing.stream().map(StaticAsset::hash).collect(Collectors.toSet());
        return AssetHash.changed(built.distinct().stream()
                .filter(file -> hashes.contains(file.hash()))
                .toList());
    }

    private StepResult send(Uploader uploader, List<StaticAsset> files, List<StaticAsset> missing, Progress progress)
            throws InterruptedException {
        Optional<ApiFailure> failure = uploader.send(missing);
        if (failure.isPresent()) {
            return failed(failure.get(), progress);
        }
        ApiResult<List<StaticAsset>> left =
                missing.isEmpty() ? new ApiResult.Ok<>(List.of()) : uploader.missing(missing);
        Optional<ApiFailure> unkept = left.failure().or(() -> uploader.keep(files));
        if (unkept.isPresent()) {
            return failed(unkept.get(), progress);
        }
        if (!left.orElseThrow().isEmpty()) {
            return failed(
                    "Cloudflare took " + missing.size() + " files and still lacks "
                            + left.orElseThrow().size() + " of them",
                    List.of(),
                    "run the same command again: it uploads what is missing",
                    progress);
        }
        long bytes = missing.stream().mapToLong(StaticAsset::size).sum();
        return missing.isEmpty()
                ? new StepResult.AlreadyDone("all " + files.size() + " files are there already", progress)
                : new StepResult.Done(
                        missing.size() + " of " + files.size() + " files uploaded, " + SiteLimits.shown(bytes),
                        progress);
    }

    private StepResult.Failed failed(ApiFailure failure, Progress progress) {
        return failed(failure.message(), List.of(), "run the same command again: it uploads what is missing", progress);
    }

    /** A version that takes traffic already was proven by an earlier run: files that cannot be uploaded are no reason to take it back. */
    private StepResult.Failed failed(String why, List<String> details, String remedy, Progress progress) {
        return new StepResult.Failed(
                why,
                details,
                LiveSite.lastSeen(progress)
                        .map(site -> site + ", as before")
                        .orElse("users meet the site that they met before"),
                remedy,
                progress.staged() ? Aftermath.HUMAN : Aftermath.NOTHING);
    }
}
