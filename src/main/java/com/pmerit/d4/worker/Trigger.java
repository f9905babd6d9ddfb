package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.ApiResult;
import java.util.function.Supplier;

/**
 * One thing that calls a Worker or belongs to none of its versions, as it is and as the wrangler config wants it.
 *
 * @param name such as {@code schedules}
 * @param before as it is, for a person
 * @param after as it is to be, for a person; the same text when it is so already
 * @param changed what was done, for a person, once it was made so
 * @param make makes it so
 */
record Trigger(String name, String before, String after, String changed, Supplier<ApiResult<?>> make) {
    boolean differs() {
        return !before.equals(after);
    }
}
