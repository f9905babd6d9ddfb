package com.pmerit.d4.cloudflare;

/**
 * An account that the token can see.
 *
 * @param id of the account
 * @param name as the dashboard shows it
 */
public record Account(AccountId id, String name) {
    static Account read(Fields account) {
        return new Account(new AccountId(account.text("id")), account.text("name"));
    }
}
