package com.pmerit.d4.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop's staging environment in an embedded Cloudflare, and runs that keep books about it. */
final class Bookkeeping implements AutoCloseable {
    static final String QUERY = "/d1/database/{database}/query";
    static final String DIGEST = "d".repeat(64);
    static final Anchor ANCHOR = new Anchor(Optional.of("v1"), Optional.of("d1"), Map.of("triggers", "[]"));

    final LiveAccount account;
    final Environment staging;

    Bookkeeping(Path directory) throws IOException {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
    }

    /** The books as one run, on one machine, keeps them. */
    Books books(String runId) {
        LockOwner owner = LockOwner.of("mo@laptop", Optional.of("c".repeat(40)), runId);
        return Books.of(staging, account.api, owner, account.time.waiting()).orElseThrow();
    }

    /** The books of a run that has the lock. */
    Books holding(String runId) {
        Books books = books(runId);
        if (books.lock().take().orElseThrow() instanceof LockTaking.Theirs theirs) {
            throw new AssertionError("held by " + theirs.holder());
        }
        return books;
    }

    /** A run of this commit, before its first write. */
    static Run run(String id, String commit) {
        return new Run(
                id,
                "staging",
                "shop-staging",
                Optional.of(commit),
                DIGEST,
                "p".repeat(64),
                "mo",
                Optional.empty(),
                Phase.STARTED,
                ANCHOR,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Lets the lock grow older by more than it lasts. */
    void outlivesTheLock() throws Exception {
        sql("UPDATE d4_lock SET expires_at = expires_at - 121");
    }

    /** As somebody else would run it; gives the rows of the last statement. */
    JsonNode sql(String text) throws Exception {
        String body = new ObjectMapper()
                .writeValueAsString(new ObjectMapper().createObjectNode().put("sql", text));
        JsonNode result = account.others
                .call("POST", "/d1/database/" + Environments.DATABASE_ID + "/query", body)
                .result();
        return result.path(result.size() - 1).path("results");
    }

    @Override
    public void close() throws IOException {
        account.close();
    }
}
