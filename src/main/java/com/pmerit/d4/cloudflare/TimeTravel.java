package com.pmerit.d4.cloudflare;

import java.time.Instant;

/** Bookmarks of D1 databases: a state to which the whole database can be taken back, in place. */
public final class TimeTravel {
    private final ApiCaller caller;
    private final AccountApi account;

    TimeTravel(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** The bookmark of the present state. {@code GET …/time_travel/bookmark}. */
    public ApiResult<String> bookmark(String databaseId) {
        return bookmark(databaseId, "the bookmark", "");
    }

    /** The bookmark of the state at a time in the past, at most 30 days ago (7 on the free plan). */
    public ApiResult<String> bookmarkAt(String databaseId, Instant time) {
        return bookmark(databaseId, "the bookmark at " + time, "?timestamp=" + ApiPath.encoded(time.toString()));
    }

    /**
     * Takes the whole database back in place: all later writes are lost. Sent once, whatever happens. {@code POST …/time_travel/restore}.
     */
    public ApiResult<Restored> restore(String databaseId, String bookmark) {
        ApiRequest request = caller.request(
                "restore D1 database " + databaseId + " to bookmark " + bookmark,
                "POST",
                path(databaseId, "restore") + "?bookmark=" + ApiPath.encoded(bookmark),
                CallClass.DANGEROUS,
                Payload.NONE);
        return caller.call(
                request,
                envelope -> new Restored(
                        envelope.object().text("bookmark"),
                        envelope.object().text("previous_bookmark"),
                        envelope.object().optionalText("message")));
    }

    private ApiResult<String> bookmark(String databaseId, String what, String query) {
        ApiRequest request =
                caller.get("read " + what + " of D1 database " + databaseId, path(databaseId, "bookmark") + query);
        return caller.call(request, envelope -> envelope.object().text("bookmark"));
    }

    private String path(String databaseId, String what) {
        return account.path("d1", "database", databaseId, "time_travel", what);
    }
}
