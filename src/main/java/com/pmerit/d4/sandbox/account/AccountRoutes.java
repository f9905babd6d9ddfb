package com.pmerit.d4.sandbox.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Paging;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import java.util.List;

/** Token, user, accounts, memberships, and the empty lists of zones and queues. */
public final class AccountRoutes {
    private static final String TOKEN_ID = "d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4";
    private static final String NO_ANALYTICS = "{\"data\":{\"viewer\":{\"accounts\":[]}},\"errors\":null}";

    private final List<Account> accounts;

    /** Routes over these accounts, all of which the one user may use. */
    public AccountRoutes(List<Account> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /** Adds the routes. */
    public void addTo(Router.Builder routes) {
        routes.api("GET", "/user/tokens/verify", request -> Response.result(token()));
        routes.api("GET", "/accounts/{account}/tokens/verify", request -> Response.result(token()));
        routes.api("GET", "/user/tokens/{token}", AccountRoutes::mayNotReadTokens);
        routes.api("GET", "/accounts/{account}/tokens/{token}", AccountRoutes::mayNotReadTokens);
        routes.api("GET", "/user", request -> Response.result(user()));
        routes.api(
                "GET",
                "/accounts",
                request -> Response.page(
                        Paging.of(request, 20, 50),
                        accounts.stream().map(AccountRoutes::view).toList()));
        routes.api(
                "GET",
                "/memberships",
                request -> Response.page(
                        Paging.of(request, 20, 50),
                        accounts.stream().map(AccountRoutes::membership).toList()));
        routes.api(
                "GET",
                "/accounts/{account}",
                request -> Response.result(accounts.stream()
                        .filter(account -> account.id().equals(request.account()))
                        .map(AccountRoutes::view)
                        .findFirst()
                        .orElseThrow()));
        routes.api("GET", "/zones", request -> Response.page(Paging.of(request, 20, 1000), List.of()));
        routes.api(
                "GET", "/accounts/{account}/queues", request -> Response.page(Paging.of(request, 20, 1000), List.of()));
        routes.api(
                "POST",
                "/graphql",
                request -> Response.bytes(
                        200, "application/json", Content.of(NO_ANALYTICS).bytes()));
    }

    /** A token for releases has no right to read tokens, itself included; unlike 10000 this tells what is lacking. */
    private static Response mayNotReadTokens(Request request) {
        throw Refusal.of(403, 9109, "Unauthorized to access requested resource");
    }

    private static ObjectNode token() {
        return Json.mapper().createObjectNode().put("id", TOKEN_ID).put("status", "active");
    }

    private static ObjectNode user() {
        return Json.mapper()
                .createObjectNode()
                .put("id", TOKEN_ID)
                .put("email", "sandbox@d4.invalid")
                .put("username", "sandbox");
    }

    private static ObjectNode view(Account account) {
        return Json.mapper()
                .createObjectNode()
                .put("id", account.id())
                .put("name", account.name())
                .put("type", "standard");
    }

    private static ObjectNode membership(Account account) {
        ObjectNode membership =
                Json.mapper().createObjectNode().put("id", account.id()).put("status", "accepted");
        membership.set("account", view(account));
        membership.putArray("roles").add("Super Administrator - All Privileges");
        return membership;
    }
}
