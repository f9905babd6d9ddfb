package com.pmerit.d4.sandbox.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a request: every path that no template matches is unknown, there is no fallback. */
public final class Router {
    /** Where the API lives on the server. */
    public static final String API_BASE = "/client/v4";

    private final List<Route> routes;

    private Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Who may call a route. */
    enum Access {
        TOKEN,
        OPEN
    }

    /** One method of one path; the template is without {@link #API_BASE} when the route is part of the API. */
    record Route(String method, PathTemplate path, String template, Access access, Handler handler) {}

    /** What a request leads to. */
    sealed interface Outcome {}

    /** A route, and the values of its parameters. */
    record Found(Route route, Map<String, String> parameters) implements Outcome {}

    /** The path exists, but not for this method. */
    record WrongMethod(String template, List<String> allowed) implements Outcome {}

    /** No template matches. */
    record Unknown() implements Outcome {}

    /** The request cannot even be read. */
    record RefusedEarly(Refusal refusal) implements Outcome {}

    /** Starts an empty router. */
    public static Builder builder() {
        return new Builder();
    }

    Outcome find(String method, String path) {
        List<String> segments = PathTemplate.split(path);
        TreeSet<String> allowed = new TreeSet<>();
        String template = "";
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.path().match(segments);
            if (parameters.isPresent()) {
                if (route.method().equals(method)) {
                    return new Found(route, parameters.get());
                }
                template = route.template();
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty() ? new Unknown() : new WrongMethod(template, List.copyOf(allowed));
    }

    /** Collects routes; refuses two handlers for one method and path. */
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();

        private Builder() {}

        /**
         * A route of the v4 API: the token is checked, and so is the account when the template has {@code {account}}.
         *
         * @param template below {@link #API_BASE}, for example {@code /accounts/{account}/d1/database/{database}/query}; a last
         *     segment {@code {name...}} takes the rest of the path
         */
        public Builder api(String method, String template, Handler handler) {
            return add(new Route(method, PathTemplate.of(API_BASE + template), template, Access.TOKEN, handler));
        }

        /** A route of the v4 API whose handler checks a credential of its own instead of the token. */
        public Builder openApi(String method, String template, Handler handler) {
            return add(new Route(method, PathTemplate.of(API_BASE + template), template, Access.OPEN, handler));
        }

        /** A route outside the API that wants the token. */
        public Builder guarded(String method, String path, Handler handler) {
            return add(new Route(method, PathTemplate.of(path), path, Access.TOKEN, handler));
        }

        /** A route that asks for no token, such as a signed URL: its path must hold what cannot be guessed. */
        public Builder open(String method, String path, Handler handler) {
            return add(new Route(method, PathTemplate.of(path), path, Access.OPEN, handler));
        }

        /** A router over the routes so far. */
        public Router build() {
            List<Route> sorted = new ArrayList<>(routes);
            sorted.sort(Comparator.comparing(Route::path, PathTemplate.MOST_SPECIFIC_FIRST));
            return new Router(sorted);
        }

        private Builder add(Route route) {
            for (Route other : routes) {
                if (other.method().equals(route.method()) && other.path().equals(route.path())) {
                    throw new IllegalArgumentException("two handlers for " + route.method() + " " + route.template());
                }
            }
            routes.add(route);
            return this;
        }
    }
}
