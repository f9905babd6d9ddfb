package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Site;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import com.pmerit.d4.sandbox.account.Account;
import com.pmerit.d4.sandbox.r2.Bucket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The embedded Cloudflare as the contract needs it: an account with the databases and buckets that the POM names, and with
 * its secrets set to placeholders, but no code: the state in which a team begins.
 */
final class EmbeddedSettings {
    private static final Pattern WORKERS_DEV = Pattern.compile("[^.]+\\.([^.]+)\\.workers\\.dev");

    private EmbeddedSettings() {}

    static Path directory(Contract contract) {
        return contract.project().directory().resolve(".d4/sandbox");
    }

    static SandboxSettings of(Contract contract) {
        Account usual = SandboxSettings.USUAL_ACCOUNT;
        Account account = new Account(usual.id(), usual.name(), subdomain(contract, usual.subdomain()));
        return SandboxSettings.in(directory(contract))
                .withAccounts(List.of(account))
                .withSeeds(List.of(seed(contract, account.id())))
                .withWorkerdFrom(contract.worker().directory());
    }

    /** The account's part of the workers.dev addresses that the POM names. */
    private static String subdomain(Contract contract, String otherwise) {
        return contract.environments().stream()
                .map(environment -> WORKERS_DEV.matcher(environment.url().getHost()))
                .filter(Matcher::matches)
                .map(host -> host.group(1))
                .findFirst()
                .orElse(otherwise);
    }

    private static Seed seed(Contract contract, String account) {
        Map<String, String> databases = new LinkedHashMap<>();
        List<String> buckets = new ArrayList<>();
        Map<String, List<String>> secrets = new LinkedHashMap<>();
        for (Environment environment : contract.environments()) {
            for (Database database : environment.databases().values()) {
                databases.put(database.id(), database.name());
            }
            environment
                    .buckets()
                    .values()
                    .forEach(bucket -> buckets.add(Bucket.key(bucket.name(), bucket.jurisdiction())));
            if (!contract.worker().secrets().isEmpty()) {
                secrets.put(environment.worker(), contract.worker().secrets());
            }
        }
        Map<String, List<String>> sites = new LinkedHashMap<>();
        for (SitePlacement site : contract.site().map(Site::placements).orElse(List.of())) {
            List<String> domains = sites.computeIfAbsent(site.project(), project -> new ArrayList<>());
            if (site.branch().isEmpty()) {
                site.url().map(URI::getHost).ifPresent(domains::add);
            }
        }
        return new Seed(account, databases, buckets, secrets, sites);
    }
}
