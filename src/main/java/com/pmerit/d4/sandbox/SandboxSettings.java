package com.pmerit.d4.sandbox;

import com.pmerit.d4.sandbox.account.Account;
import com.pmerit.d4.sandbox.http.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How an embedded Cloudflare is set up.
 *
 * @param directory where its state is kept; made when it does not exist
 * @param port of the API, 0 for any free one
 * @param frontPort at which Workers answer, 0 for any free one
 * @param accounts at least one
 * @param seeds what the accounts have from the start
 * @param workerdFrom a directory from which upwards {@code node_modules/@cloudflare/workerd-*} is looked for
 * @param internet whether Workers may reach public addresses
 * @param faults armed from the start
 */
public record SandboxSettings(
        Path directory,
        int port,
        int frontPort,
        List<Account> accounts,
        List<Seed> seeds,
        Path workerdFrom,
        boolean internet,
        List<Fault> faults) {
    /** The account that {@link #in} sets up. */
    public static final Account USUAL_ACCOUNT =
            new Account("d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4", "d4 sandbox", "d4-sandbox");

    public SandboxSettings {
        accounts = List.copyOf(accounts);
        seeds = List.copyOf(seeds);
        faults = List.copyOf(faults);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("a sandbox needs an account");
        }
        for (Seed seed : seeds) {
            if (accounts.stream().noneMatch(account -> account.id().equals(seed.account()))) {
                throw new IllegalArgumentException("the sandbox has no account " + seed.account() + " to seed");
            }
        }
    }

    /**
     * What an account has from the start. Databases and buckets that are absent are made at every start; Workers only when the whole
     * state is new.
     *
     * @param account its id
     * @param databases names by UUID
     * @param buckets R2 buckets' names; of one in a jurisdiction with that before it, such as {@code eu.images}
     * @param secrets by script name the names of its secrets, which get placeholder values in a draft Worker, as
     *     {@code wrangler secret put} would leave it
     * @param sites Pages projects whose production branch is {@code main}, with their custom domains
     */
    public record Seed(
            String account,
            Map<String, String> databases,
            List<String> buckets,
            Map<String, List<String>> secrets,
            Map<String, List<String>> sites) {
        public Seed {
            databases = Map.copyOf(databases);
            buckets = List.copyOf(buckets);
            secrets = Map.copyOf(secrets);
            sites = Map.copyOf(sites);
        }

        /** Without Pages projects. */
        public Seed(
                String account,
                Map<String, String> databases,
                List<String> buckets,
                Map<String, List<String>> secrets) {
            this(account, databases, buckets, secrets, Map.of());
        }
    }

    /** One account, any free ports, nothing seeded, workerd looked for from the directory upwards, no internet, no faults. */
    public static SandboxSettings in(Path directory) {
        return new SandboxSettings(directory, 0, 0, List.of(USUAL_ACCOUNT), List.of(), directory, false, List.of());
    }

    /** The same at these ports. */
    public SandboxSettings withPorts(int api, int front) {
        return new SandboxSettings(directory, api, front, accounts, seeds, workerdFrom, internet, faults);
    }

    /** The same with these accounts instead. */
    public SandboxSettings withAccounts(List<Account> others) {
        return new SandboxSettings(directory, port, frontPort, others, seeds, workerdFrom, internet, faults);
    }

    /** The same with these seeds instead. */
    public SandboxSettings withSeeds(List<Seed> others) {
        return new SandboxSettings(directory, port, frontPort, accounts, others, workerdFrom, internet, faults);
    }

    /** The same with workerd looked for from this directory upwards. */
    public SandboxSettings withWorkerdFrom(Path other) {
        return new SandboxSettings(directory, port, frontPort, accounts, seeds, other, internet, faults);
    }

    /** The same with the internet open or closed to Workers. */
    public SandboxSettings withInternet(boolean open) {
        return new SandboxSettings(directory, port, frontPort, accounts, seeds, workerdFrom, open, faults);
    }

    /** The same with these faults instead. */
    public SandboxSettings withFaults(List<Fault> others) {
        return new SandboxSettings(directory, port, frontPort, accounts, seeds, workerdFrom, internet, others);
    }
}
