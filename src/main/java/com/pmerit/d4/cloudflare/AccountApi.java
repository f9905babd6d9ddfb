package com.pmerit.d4.cloudflare;

import java.util.stream.Stream;

/** Everything in one account: one object a resource, cheap to ask for. */
public final class AccountApi {
    private final ApiCaller caller;
    private final AccountId account;

    AccountApi(ApiCaller caller, AccountId account) {
        this.caller = caller;
        this.account = account;
    }

    /** The account. */
    public AccountId id() {
        return account;
    }

    /** The same account, in which nothing is written unless the guard lets it pass. */
    public AccountApi guardedBy(WriteGuard guard) {
        return new AccountApi(caller.guardedBy(guard), account);
    }

    /** The account's name under workers.dev. */
    public Subdomain subdomain() {
        return new Subdomain(caller, this);
    }

    /** Workers as such. */
    public Scripts scripts() {
        return new Scripts(caller, this);
    }

    /** Static files of Workers. */
    public WorkerAssets assets() {
        return new WorkerAssets(caller, this);
    }

    /** Versions of a Worker. */
    public Versions versions() {
        return new Versions(caller, this);
    }

    /** Deployments of a Worker. */
    public Deployments deployments() {
        return new Deployments(caller, this);
    }

    /** Settings of a Worker that belong to no version. */
    public Settings settings() {
        return new Settings(caller, this);
    }

    /** Names of a Worker's secrets. */
    public Secrets secrets() {
        return new Secrets(caller, this);
    }

    /** Cron triggers of a Worker, and whether it answers under workers.dev. */
    public Triggers triggers() {
        return new Triggers(caller, this);
    }

    /** D1 databases. */
    public Databases databases() {
        return new Databases(caller, this);
    }

    /** Bookmarks of D1 databases. */
    public TimeTravel timeTravel() {
        return new TimeTravel(caller, this);
    }

    /** Import into D1 databases. */
    public DatabaseTransfers transfers() {
        return new DatabaseTransfers(caller, this);
    }

    /** R2 buckets. */
    public Buckets buckets() {
        return new Buckets(caller, this);
    }

    /** KV namespaces. */
    public Namespaces namespaces() {
        return new Namespaces(caller, this);
    }

    /** Pages projects and their deployments. */
    public Pages pages() {
        return new Pages(caller, this);
    }

    /** The path of something in this account, each segment encoded. */
    String path(String... segments) {
        return ApiPath.of(Stream.concat(Stream.of("accounts", account.value()), Stream.of(segments))
                .toArray(String[]::new));
    }
}
