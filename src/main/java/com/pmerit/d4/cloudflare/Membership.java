package com.pmerit.d4.cloudflare;

import java.util.List;

/**
 * What the token's user is in an account.
 *
 * @param account the account
 * @param roles names of roles
 */
public record Membership(Account account, List<String> roles) {
    /** Makes the list unchangeable. */
    public Membership {
        roles = List.copyOf(roles);
    }

    static Membership read(Fields membership) {
        return new Membership(Account.read(membership.object("account")), membership.texts("roles"));
    }
}
