package com.pmerit.d4.sandbox.state;

import com.pmerit.d4.sandbox.http.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contents that came together, one behind the other in one file, with a list of them beside it: a file each would take the system longer
 * than all else about an upload. Safe for use by several threads.
 */
final class Packs {
    private final Path directory;
    private final Map<String, Place> places = new HashMap<>();
    private int next;
    private boolean read;

    Packs(Path directory) {
        this.directory = directory;
    }

    /** Where a content lies: the number of its pack, and the bytes before it. */
    private record Place(int pack, long offset, int size) {}

    /** A line of a list. */
    private record Entry(String digest, int size) {}

    /** A content by its lower-case hex SHA-256. */
    record Packed(String digest, Content content) {}

    boolean has(String digest) throws IOException {
        return place(digest).isPresent();
    }

    Optional<Content> get(String digest) throws IOException {
        Optional<Place> place = place(digest);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(place.get().size());
        try (FileChannel pack = FileChannel.open(pack(place.get().pack()))) {
            for (long at = place.get().offset();
                    bytes.hasRemaining();
                    at = place.get().offset() + bytes.position()) {
                if (pack.read(bytes, at) < 0) {
                    throw new IOException(pack(place.get().pack()) + " is damaged");
                }
            }
        }
        return Optional.of(Content.of(bytes.array()));
    }

    void put(List<Packed> contents) throws IOException {
        int number = number();
        WholeFile.write(
                pack(number),
                contents.stream().map(each -> each.content().bytes()).toList());
        List<Entry> entries = contents.stream()
                .map(each -> new Entry(each.digest(), each.content().size()))
                .toList();
        list(number).save(entries.toArray(Entry[]::new));
        know(number, entries);
    }

    private synchronized int number() throws IOException {
        read();
        return next++;
    }

    private synchronized Optional<Place> place(String digest) throws IOException {
        read();
        return Optional.ofNullable(places.get(digest));
    }

    private synchronized void know(int pack, List<Entry> entries) {
        long offset = 0;
        for (Entry entry : entries) {
            places.put(entry.digest(), new Place(pack, offset, entry.size()));
            offset += entry.size();
        }
    }

    /** A pack without a list is what was left of an upload that was cut off; its number is taken, and nothing of it is known. */
    private void read() throws IOException {
        if (read) {
            return;
        }
        List<Integer> lists = new ArrayList<>();
        for (; Files.exists(pack(next)); next++) {
            lists.add(next);
        }
        for (int number : lists) {
            Optional<Entry[]> entries = list(number).load();
            entries.ifPresent(known -> know(number, List.of(known)));
        }
        read = true;
    }

    private Path pack(int number) {
        return directory.resolve(number + ".pack");
    }

    private JsonFile<Entry[]> list(int number) {
        return new JsonFile<>(directory.resolve(number + ".json"), Entry[].class);
    }
}
