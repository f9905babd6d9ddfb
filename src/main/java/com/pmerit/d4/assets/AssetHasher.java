package com.pmerit.d4.assets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import org.apache.commons.codec.binary.Hex;

/**
 * BLAKE3 over Base64 text, made from the bytes on the way: 48 of them are one block of text, 768 a chunk, and many chunks are hashed side
 * by side (specification, sections 2.4, 2.5 and 5.3). Hashing is most of what d4 does about a large site, and a library that takes the
 * text of one chunk after the other costs several times as much. For one file at a time.
 */
final class AssetHasher {
    private static final int RAW_CHUNK = 768;
    private static final int CHUNK = 1024;
    private static final int BLOCK = 64;
    private static final int BLOCKS = CHUNK / BLOCK;
    private static final int HASH_BYTES = 16;

    private static final int CHUNK_START = 1;
    private static final int CHUNK_END = 2;
    private static final int PARENT = 4;
    private static final int ROOT = 8;

    private final Blake3Columns columns = new Blake3Columns();
    private final int[] words = new int[Blake3Columns.WORDS];
    // A chunk more than is hashed at once: the last one of all is hashed in another way, so one is always kept back.
    private final byte[] buffer = new byte[RAW_CHUNK * (Blake3Columns.MOST + 1)];
    private final Deque<int[]> subtrees = new ArrayDeque<>();
    private long chunks;

    /**
     * The hash of Base64 over all bytes of a stream, followed by an extension: 32 hexadecimal digits in small letters.
     *
     * @throws IOException when the stream cannot be read
     */
    String of(InputStream in, String extension) throws IOException {
        chunks = 0;
        subtrees.clear();
        int held = in.readNBytes(buffer, 0, buffer.length);
        while (held == buffer.length) {
            takeChunks(Blake3Columns.MOST);
            int kept = held - RAW_CHUNK;
            System.arraycopy(buffer, kept, buffer, 0, RAW_CHUNK);
            held = RAW_CHUNK + in.readNBytes(buffer, RAW_CHUNK, kept);
        }
        int whole = Math.max(0, held - 1) / RAW_CHUNK;
        takeChunks(whole);
        return end(Base64.getEncoder().encode(Arrays.copyOfRange(buffer, whole * RAW_CHUNK, held)), extension);
    }

    private void takeChunks(int count) {
        if (count == Blake3Columns.MOST) {
            takeColumns();
            return;
        }
        for (int chunk = 0; chunk < count; chunk++) {
            int[] value = Blake3Block.start();
            for (int block = 0; block < BLOCKS; block++) {
                Base64Words.read(buffer, chunk * RAW_CHUNK + block * Base64Words.RAW_BLOCK, words);
                Blake3Block.mix(value, words, chunks, BLOCK, flags(block, BLOCKS));
            }
            push(value, 1);
        }
    }

    private void takeColumns() {
        columns.start(Blake3Columns.MOST);
        for (int block = 0; block < BLOCKS; block++) {
            Base64Words.read(buffer, block * Base64Words.RAW_BLOCK, RAW_CHUNK, columns.words);
            columns.mix(Blake3Columns.MOST, chunks, 1, BLOCK, flags(block, BLOCKS));
        }
        unite();
        int[] value = new int[Blake3Columns.VALUE_WORDS];
        Arrays.setAll(value, word -> columns.values[word][0]);
        push(value, Blake3Columns.MOST);
    }

    /** The subtree of all columns, in the first of them. */
    private void unite() {
        for (int parents = Blake3Columns.MOST / 2; parents > 0; parents /= 2) {
            for (int word = 0; word < Blake3Columns.VALUE_WORDS; word++) {
                for (int parent = 0; parent < parents; parent++) {
                    columns.words[word][parent] = columns.values[word][2 * parent];
                    columns.words[word + Blake3Columns.VALUE_WORDS][parent] = columns.values[word][2 * parent + 1];
                }
            }
            columns.start(parents);
            columns.mix(parents, 0, 0, BLOCK, PARENT);
        }
    }

    /** So many chunks more, in one subtree: two of the same size become one. */
    private void push(int[] subtree, int size) {
        chunks += size;
        int[] value = subtree;
        for (long left = chunks / size; (left & 1) == 0; left >>= 1) {
            value = parent(subtrees.pop(), value, 0);
        }
        subtrees.push(value);
    }

    private int[] parent(int[] left, int[] right, int last) {
        System.arraycopy(left, 0, words, 0, left.length);
        System.arraycopy(right, 0, words, left.length, right.length);
        int[] value = Blake3Block.start();
        Blake3Block.mix(value, words, 0, BLOCK, PARENT | last);
        return value;
    }

    /** What is left of the text, at most a chunk, and the extension. */
    private String end(byte[] text, String extension) {
        byte[] tail = extension.getBytes(StandardCharsets.UTF_8);
        byte[] rest = Arrays.copyOf(text, text.length + tail.length);
        System.arraycopy(tail, 0, rest, text.length, tail.length);
        int at = 0;
        for (; rest.length - at > CHUNK; at += CHUNK) {
            push(chunk(rest, at, CHUNK, 0), 1);
        }
        int[] value = chunk(rest, at, rest.length - at, subtrees.isEmpty() ? ROOT : 0);
        while (!subtrees.isEmpty()) {
            int[] left = subtrees.pop();
            value = parent(left, value, subtrees.isEmpty() ? ROOT : 0);
        }
        return Hex.encodeHexString(bytes(value));
    }

    private int[] chunk(byte[] text, int from, int length, int last) {
        int[] value = Blake3Block.start();
        int blocks = Math.max(1, (length + BLOCK - 1) / BLOCK);
        for (int block = 0; block < blocks; block++) {
            int size = Math.min(BLOCK, length - block * BLOCK);
            read(text, from + block * BLOCK, size);
            Blake3Block.mix(value, words, chunks, size, flags(block, blocks) | (block == blocks - 1 ? last : 0));
        }
        return value;
    }

    private static int flags(int block, int blocks) {
        return (block == 0 ? CHUNK_START : 0) | (block == blocks - 1 ? CHUNK_END : 0);
    }

    /** Little-endian words; what is missing of a block is zero. */
    private void read(byte[] text, int from, int size) {
        Arrays.fill(words, 0);
        for (int index = 0; index < size; index++) {
            words[index / 4] |= (text[from + index] & 0xff) << (8 * (index % 4));
        }
    }

    private static byte[] bytes(int[] value) {
        byte[] bytes = new byte[HASH_BYTES];
        for (int index = 0; index < HASH_BYTES; index++) {
            bytes[index] = (byte) (value[index / 4] >>> (8 * (index % 4)));
        }
        return bytes;
    }
}
