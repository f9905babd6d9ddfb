package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The state to which each database of an environment can be taken back by hand: d4 itself never restores data. */
public final class Bookmarks {
    private final Environment environment;
    private final AccountApi account;

    /** Prepares the reading. */
    public Bookmarks(Environment environment, AccountApi account) {
        this.environment = environment;
        this.account = account;
    }

    /** The bookmark of each database, under {@code bookmark:} and its binding. */
    public ApiResult<Map<String, String>> read() {
        Map<String, String> bookmarks = new LinkedHashMap<>();
        for (Map.Entry<String, Database> bound : environment.databases().entrySet()) {
            ApiResult<String> bookmark =
                    account.timeTravel().bookmark(bound.getValue().id());
            Optional<ApiFailure> failure = bookmark.failure();
            if (failure.isPresent()) {
                return new ApiResult.Failed<>(failure.get());
            }
            bookmarks.put("bookmark:" + bound.getKey(), bookmark.orElseThrow());
        }
        return new ApiResult.Ok<>(bookmarks);
    }
}
