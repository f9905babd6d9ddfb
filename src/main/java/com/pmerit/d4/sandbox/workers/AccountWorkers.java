package com.pmerit.d4.sandbox.workers;

import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.JsonFile;
import com.pmerit.d4.sandbox.state.Stamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The Workers of one account: the state in memory, changed under one lock and saved before a change is answered. Readers never wait.
 */
final class AccountWorkers {
    private final String account;
    private final JsonFile<AccountState> file;
    private final ContentStore contents;
    private final VersionMaker maker;
    private final Stamps stamps;
    private final SecretVault vault;
    private volatile AccountState state;

    private AccountWorkers(
            String account,
            JsonFile<AccountState> file,
            ContentStore contents,
            Stamps stamps,
            Resources resources,
            AccountState state) {
        this.account = account;
        this.file = file;
        this.contents = contents;
        this.stamps = stamps;
        this.vault = new SecretVault();
        this.maker = new VersionMaker(contents, vault, stamps, new BindingRules(account, resources));
        this.state = state;
    }

    /** A new state and the answer about it. */
    record Changed(AccountState state, Response response) {}

    /** Makes a new state out of the present one. */
    @FunctionalInterface
    interface Change {
        Changed apply(AccountState present) throws IOException;
    }

    /** Reads the state of an account; a new account starts with this subdomain and nothing else. */
    static AccountWorkers open(
            Path directory, String account, String subdomain, ContentStore contents, Stamps stamps, Resources resources)
            throws IOException {
        JsonFile<AccountState> file = new JsonFile<>(directory.resolve("workers.json"), AccountState.class);
        AccountState state = file.load().orElse(new AccountState(subdomain, Map.of(), List.of()));
        return new AccountWorkers(account, file, contents, stamps, resources, state);
    }

    String account() {
        return account;
    }

    VersionMaker maker() {
        return maker;
    }

    Stamps stamps() {
        return stamps;
    }

    SecretVault vault() {
        return vault;
    }

    ContentStore contents() {
        return contents;
    }

    AccountState state() {
        return state;
    }

    /** Changes the state; nothing changes when the change is refused or cannot be saved. */
    synchronized Response change(Change change) throws IOException {
        Changed changed = change.apply(state);
        if (!changed.state().equals(state)) {
            file.save(changed.state());
            state = changed.state();
        }
        return changed.response();
    }

    /** The script of that name, or the refusal 10007. */
    Script script(String name) {
        return script(state(), name);
    }

    static Script script(AccountState state, String name) {
        return state.script(name).orElseThrow(WorkerRefusals::noScript);
    }

    static StoredVersion version(Script script, String id) {
        return script.version(id).orElseThrow(() -> WorkerRefusals.noVersion(id));
    }

    static StoredVersion latest(Script script) {
        return script.latest()
                .orElseThrow(() -> Refusal.of(404, 10222, "No versions have been uploaded for this Worker."));
    }
}
