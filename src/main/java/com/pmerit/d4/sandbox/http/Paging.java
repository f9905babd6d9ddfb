package com.pmerit.d4.sandbox.http;

import java.util.List;

/**
 * The page a caller asked for with {@code page} and {@code per_page}.
 *
 * @param page from 1
 * @param perPage from 1
 */
public record Paging(int page, int perPage) {
    public Paging {
        if (page < 1 || perPage < 1) {
            throw new IllegalArgumentException("page and per_page start at 1");
        }
    }

    /** Reads both parameters; refuses what is not a number from 1 (to {@code most} for per_page) with 400. */
    public static Paging of(Request request, int usual, int most) {
        return new Paging(number(request, "page", 1, Integer.MAX_VALUE), number(request, "per_page", usual, most));
    }

    /** The elements on this page. */
    public <T> List<T> cut(List<T> all) {
        long from = Math.min((page - 1L) * perPage, all.size());
        long to = Math.min(from + perPage, all.size());
        return all.subList((int) from, (int) to);
    }

    int pages(int total) {
        return (total + perPage - 1) / perPage;
    }

    private static int number(Request request, String name, int usual, int most) {
        String text = request.queryValue(name).orElse("");
        if (text.isEmpty()) {
            return usual;
        }
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > most) {
            throw Refusal.of(400, 10001, "query parameter " + name + " must be a number from 1 to " + most);
        }
        return value;
    }
}
