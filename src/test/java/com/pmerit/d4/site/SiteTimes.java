package com.pmerit.d4.site;

import com.pmerit.d4.assets.ContentTypes;
import com.pmerit.d4.assets.SiteTree;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that publishes a built site by d4's own steps, beside {@code wrangler pages deploy}. Arguments: the API's address,
 * the account, the project, the site's directory, the commit; the token stands in the environment. Run by {@link SiteBenchmark}.
 */
final class SiteTimes {
    private SiteTimes() {}

    public static void main(String[] arguments) throws Exception {
        Credential credential = new Credential(SecretValue.of(System.getenv("CLOUDFLARE_API_TOKEN")), "the benchmark");
        ApiSettings settings = ApiSettings.of(URI.create(arguments[0]), credential, "1");
        try (CloudflareApi api = new CloudflareApi(settings, Waiting.real(), new Redactor(), ExchangeListener.NONE)) {
            publish(api.account(new AccountId(arguments[1])), arguments[2], Path.of(arguments[3]), arguments[4]);
        }
    }

    private static void publish(AccountApi account, String project, Path output, String commit) throws Exception {
        SitePlacement placement = new SitePlacement(
                "production",
                output.resolveSibling("ui"),
                output,
                project,
                Optional.empty(),
                "build",
                Map.of(),
                Optional.empty(),
                true);
        SiteTree tree = SiteTree.read(output, PagesFiles::isLeftOut, ContentTypes.ofPages());
        SiteBuild built = new SiteBuild.Made(new BuiltSite(tree.files(), List.of(), tree.refused()));
        SiteRelease release = new SiteRelease("1.0.0 " + commit, Optional.of(commit), false);
        SiteOfRelease part = new SiteOfRelease(placement, (where, live) -> built, account, release);
        must(new SiteUploadStep(part, Waiting.real(), text -> {}).run(Progress.none()));
        must(new SitePublishStep(part, Waiting.real()).run(Progress.none()));
    }

    private static void must(StepResult result) {
        if (result instanceof StepResult.Failed failed) {
            throw new IllegalStateException(failed.summary());
        }
        System.out.println(result.summary());
    }
}
