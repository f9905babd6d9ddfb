package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.Credential;
import java.util.Optional;
import java.util.Set;

/**
 * With what and where to log in at Cloudflare.
 *
 * @param credential the API token, which knows its source
 * @param account the account id, unless none is given, which a token for one account only can do without
 * @param accountSource where the account id comes from, empty without one
 * @param secretValues the values that neither a child process nor an output may get
 */
record Login(Credential credential, Optional<AccountId> account, String accountSource, Set<String> secretValues) {
    Login {
        secretValues = Set.copyOf(secretValues);
    }

    @Override
    public String toString() {
        return "Login[token from " + credential.source()
                + account.map(id -> ", account " + id + " from " + accountSource)
                        .orElse("") + "]";
    }
}
