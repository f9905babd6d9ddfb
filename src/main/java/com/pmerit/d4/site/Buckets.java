package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.StaticAsset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shares files out among uploads, as wrangler does ({@code src/pages/upload.ts}): largest first, in turn, each within its bounds. */
final class Buckets {
    static final long MOST_BYTES = 40L * 1024 * 1024;
    static final int MOST_FILES = 2000;
    private static final int AT_FIRST = 3;

    private Buckets() {}

    private static final class Bucket {
        final List<StaticAsset> files = new ArrayList<>();
        long left = MOST_BYTES;

        boolean takes(StaticAsset file) {
            return files.isEmpty() || (left >= file.size() && files.size() < MOST_FILES);
        }

        void add(StaticAsset file) {
            files.add(file);
            left -= file.size();
        }
    }

    static List<List<StaticAsset>> of(List<StaticAsset> files) {
        List<Bucket> buckets = new ArrayList<>();
        for (int index = 0; index < AT_FIRST; index++) {
            buckets.add(new Bucket());
        }
        int turn = 0;
        for (StaticAsset file : files.stream()
                .sorted(Comparator.comparingLong(StaticAsset::size).reversed())
                .toList()) {
            place(file, buckets, turn++);
        }
        return buckets.stream()
                .filter(bucket -> !bucket.files.isEmpty())
                .map(bucket -> List.copyOf(bucket.files))
                .toList();
    }

    private static void place(StaticAsset file, List<Bucket> buckets, int turn) {
        for (int index = 0; index < buckets.size(); index++) {
            Bucket bucket = buckets.get((index + turn) % buckets.size());
            if (bucket.takes(file)) {
                bucket.add(file);
                return;
            }
        }
        Bucket another = new Bucket();
        another.add(file);
        buckets.add(another);
    }
}
