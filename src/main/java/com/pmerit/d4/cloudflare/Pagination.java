package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads lists to their end in each of the API's three styles, and notices a server that would never end. */
final class Pagination {
    private static final int MOST_PAGES = 1000;

    private final ApiCaller caller;

    Pagination(ApiCaller caller) {
        this.caller = caller;
    }

    /** Pages with {@code result_info}: ends when {@code page × per_page} reaches {@code total_count}, or one of the three is missing. */
    <T> ApiResult<List<T>> numbered(String purpose, String path, Function<Fields, T> reader) {
        return pages(purpose, number -> path + "?page=" + number, reader, Pagination::isLastOfTotal);
    }

    /** Pages without {@code result_info}: ends with a page that is not full. */
    <T> ApiResult<List<T>> untilShort(String purpose, String path, int perPage, Function<Fields, T> reader) {
        return pages(
                purpose,
                number -> path + "?page=" + number + "&per_page=" + perPage,
                reader,
                envelope -> envelope.result().size() < perPage);
    }

    private <T> ApiResult<List<T>> pages(
            String purpose,
            Function<Integer, String> path,
            Function<Fields, T> reader,
            Function<Envelope, Boolean> isLast) {
        List<T> all = new ArrayList<>();
        Set<JsonNode> seen = new HashSet<>();
        for (int number = 1; ; number++) {
            boolean tooMany = number == MOST_PAGES;
            ApiResult<Boolean> last = caller.call(caller.get(purpose, path.apply(number)), envelope -> {
                boolean end = isLast.apply(envelope) || envelope.result().isEmpty();
                if (!end && (tooMany || !seen.add(envelope.result()))) {
                    throw new MalformedAnswerException(
                            "the list never ends: the same page came twice, or over a thousand came");
                }
                List<T> items = envelope.objects().stream().map(reader).toList();
                all.addAll(items);
                return end;
            });
            if (last.failure().isPresent()) {
                return new ApiResult.Failed<>(last.failure().get());
            }
            if (last.orElseThrow()) {
                return new ApiResult.Ok<>(List.copyOf(all));
            }
        }
    }

    private static boolean isLastOfTotal(Envelope envelope) {
        JsonNode info = envelope.info();
        boolean told = info.path("page").isNumber()
                && info.path("per_page").isNumber()
                && info.path("total_count").isNumber();
        return !told
                || info.path("page").asLong() * info.path("per_page").asLong()
                        >= info.path("total_count").asLong();
    }
}
