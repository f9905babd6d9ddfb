package com.pmerit.d4.mojo.progress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plain lines for a log that is kept. Each activity is worth one after 2 s, 10 s, 30 s, a minute, and from then on each minute.
 * A line tells of all that go on, and none comes within 5 s of another; the longer the goal runs, the longer is that time, up to
 * 20 s.
 */
final class ProgressLines {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LEAST_APART = Duration.ofSeconds(5);
    private static final Duration MOST_APART = Duration.ofSeconds(20);
    private static final int PART_OF_THE_RUN = 4;
    private static final List<Duration> LATER =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));
    private static final Duration AT_LAST_EVERY = Duration.ofMinutes(1);
    private static final int COLUMNS = 95;

    private final ProgressText text = new ProgressText(COLUMNS);
    private final Map<Activity, Duration> due = new HashMap<>();
    private Optional<Duration> told = Optional.empty();

    /**
     * The line that is due, if one is.
     *
     * @param doing what goes on, the first of it from the beginning to the end
     */
    Optional<String> line(List<Doing> doing) {
        due.keySet().retainAll(doing.stream().map(Doing::activity).toList());
        if (doing.stream().noneMatch(this::isDue)) {
            return Optional.empty();
        }
        Duration now = doing.get(0).elapsed();
        if (told.filter(last -> now.minus(last).compareTo(apart(now)) < 0).isPresent()) {
            return Optional.empty();
        }
        told = Optional.of(now);
        doing.forEach(each -> due.put(each.activity(), next(each.elapsed())));
        return Optional.of(" ...  " + text.of(doing));
    }

    private static Duration apart(Duration run) {
        Duration part = run.dividedBy(PART_OF_THE_RUN);
        if (part.compareTo(LEAST_APART) < 0) {
            return LEAST_APART;
        }
        return part.compareTo(MOST_APART) > 0 ? MOST_APART : part;
    }

    private boolean isDue(Doing each) {
        return each.elapsed().compareTo(due.getOrDefault(each.activity(), FIRST)) >= 0;
    }

    /** An activity that has just been told of is not told of again by its first line. */
    private static Duration next(Duration elapsed) {
        return LATER.stream()
                .filter(later -> later.compareTo(elapsed) > 0)
                .findFirst()
                .orElseGet(() -> AT_LAST_EVERY.multipliedBy(elapsed.toMinutes() + 1));
    }
}
