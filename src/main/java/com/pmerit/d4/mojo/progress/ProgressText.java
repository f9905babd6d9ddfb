package com.pmerit.d4.mojo.progress;

import java.time.Duration;
import java.util.List;

/** Puts what is being done into one line: all of it first, then its parts as far as there is room. */
final class ProgressText {
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(1);

    private final int columns;

    ProgressText(int columns) {
        this.columns = columns;
    }

    String of(List<Doing> doing) {
        List<String> parts = doing.stream()
                .skip(1)
                .filter(each -> each.elapsed().compareTo(WORTH_A_WORD) >= 0)
                .map(Doing::text)
                .toList();
        String whole = doing.get(0).text();
        for (int shown = parts.size(); shown > 0; shown--) {
            int left = parts.size() - shown;
            String text = whole + ": " + String.join(", ", parts.subList(0, shown))
                    + (left == 0 ? "" : " and " + left + " more");
            if (text.length() <= columns) {
                return text;
            }
        }
        return whole.length() <= columns ? whole : whole.substring(0, columns);
    }
}
