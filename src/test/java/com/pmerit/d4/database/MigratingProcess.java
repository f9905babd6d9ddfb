package com.pmerit.d4.database;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.release.Progress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A process of its own that migrates staging. The token comes over standard input, as no argument should hold one. */
final class MigratingProcess {
    private MigratingProcess() {}

    /** Arguments: the API's base URL, the account, the project's directory. */
    public static void main(String[] arguments) throws Exception {
        String token = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
        ApiSettings settings =
                ApiSettings.of(URI.create(arguments[0]), new Credential(SecretValue.of(token), "standard input"), "1");
        try (CloudflareApi api = new CloudflareApi(settings, Waiting.real(), new Redactor(), ExchangeListener.NONE)) {
            new MigrateStep(
                            Environments.staging(Path.of(arguments[2])),
                            api.account(new AccountId(arguments[1])),
                            Waiting.real(),
                            Optional.empty(),
                            text -> {})
                    .run(Progress.none());
        }
    }
}
