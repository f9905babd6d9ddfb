package com.pmerit.d4.sandbox.d1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The earlier states of one database: a copy of its file after each request that wrote, kept in a directory whose file
 * names hold bookmark and time, so that the directory is its own index. Needs the lock of its database.
 *
 * <p>Bounded: of a database larger than {@link #EAGER_BYTES} a state is copied only when its bookmark is asked for, and
 * the place of every other state is kept by an empty file, so that a restore to it is refused instead of going
 * somewhere else. Beyond {@link #KEPT} states or {@link #KEPT_BYTES} the oldest go first.
 */
final class History {
    static final long EAGER_BYTES = 16L << 20;
    static final int KEPT = 200;
    static final long KEPT_BYTES = 512L << 20;

    private static final Pattern NAME = Pattern.compile("([0-9a-f]{8})-([0-9a-f]{8})-([0-9]{15})\\.(sqlite|uncopied)");

    private final String database;
    private final Path directory;
    private final long eagerBytes;
    private final NavigableMap<Bookmark, Moment> moments = new TreeMap<>();
    private long bytes;

    History(String database, Path directory) throws IOException {
        this(database, directory, EAGER_BYTES);
    }

    History(String database, Path directory, long eagerBytes) throws IOException {
        this.database = database;
        this.directory = Files.createDirectories(directory);
        this.eagerBytes = eagerBytes;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Optional<Moment> moment = moment(file);
                if (moment.isPresent()) {
                    add(moment.get());
                }
            }
        }
    }

    /**
     * One state.
     *
     * @param bookmark its name
     * @param since from when on it was the present state
     * @param file the copy
     * @param copied false when the place is kept, but not the state
     */
    record Moment(Bookmark bookmark, Instant since, Path file, boolean copied) {}

    /** Notes that the file is in this state now; copies it when it is small enough. */
    void note(Bookmark bookmark, Path file, Instant now) throws IOException {
        if (find(bookmark).isEmpty()) {
            if (Files.size(file) <= eagerBytes) {
                copy(bookmark, file, now);
            } else {
                Path place = Files.createFile(path(bookmark, now, "uncopied"));
                add(new Moment(bookmark, now, place, false));
            }
            dropOldest();
        }
    }

    /** Copies the present state whatever its size, so that the bookmark can be relied on. */
    void keep(Bookmark bookmark, Path file, Instant now) throws IOException {
        Optional<Moment> known = find(bookmark);
        if (known.isEmpty() || !known.get().copied()) {
            copy(bookmark, file, known.map(Moment::since).orElse(now));
            if (known.isPresent()) {
                Files.delete(known.get().file());
            }
            dropOldest();
        }
    }

    Optional<Moment> find(Bookmark bookmark) {
        return Optional.ofNullable(moments.get(bookmark));
    }

    /** The state at that time; empty when it is from before everything that is kept. */
    Optional<Moment> at(Instant time) {
        return moments.descendingMap().values().stream()
                .filter(moment -> !moment.since().isAfter(time))
                .findFirst();
    }

    private void copy(Bookmark bookmark, Path file, Instant since) throws IOException {
        Path partial = directory.resolve("partial");
        Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
        Path copy = Files.move(partial, path(bookmark, since, "sqlite"), StandardCopyOption.ATOMIC_MOVE);
        add(new Moment(bookmark, since, copy, true));
    }

    private Path path(Bookmark bookmark, Instant since, String ending) {
        return directory.resolve(String.format(
                "%08x-%08x-%015d.%s", bookmark.generation(), bookmark.change(), since.toEpochMilli(), ending));
    }

    private void add(Moment moment) throws IOException {
        Instant since = moment.since().truncatedTo(ChronoUnit.MILLIS);
        moments.put(moment.bookmark(), new Moment(moment.bookmark(), since, moment.file(), moment.copied()));
        bytes += Files.size(moment.file());
    }

    private Optional<Moment> moment(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        Bookmark bookmark = new Bookmark(
                database, Integer.parseUnsignedInt(name.group(1), 16), Integer.parseUnsignedInt(name.group(2), 16));
        Instant since = Instant.ofEpochMilli(Long.parseLong(name.group(3)));
        return Optional.of(new Moment(bookmark, since, file, name.group(4).equals("sqlite")));
    }

    private void dropOldest() throws IOException {
        while (moments.size() > 1 && (moments.size() > KEPT || bytes > KEPT_BYTES)) {
            Moment oldest = moments.firstEntry().getValue();
            bytes -= Files.size(oldest.file());
            Files.delete(oldest.file());
            moments.remove(oldest.bookmark());
        }
    }
}
