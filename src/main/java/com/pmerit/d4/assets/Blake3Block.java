package com.pmerit.d4.assets;

/**
 * The compression function of BLAKE3 (<a href="https://github.com/BLAKE3-team/BLAKE3-specs">specification</a>, section 2.2) for one
 * block. Written out, so that the virtual machine keeps its state in registers.
 */
final class Blake3Block {
    private static final int ROUNDS = 7;
    private static final int[] IV = {
        0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19
    };

    private Blake3Block() {}

    /** The chaining value that all begins with, 8 words. */
    static int[] start() {
        return IV.clone();
    }

    /**
     * Mixes a block into a chaining value.
     *
     * @param block 16 words
     * @param counter the number of its chunk, from 0
     * @param length how many of its bytes are text
     */
    static void mix(int[] value, int[] block, long counter, int length, int flags) {
        int v0 = value[0];
        int v1 = value[1];
        int v2 = value[2];
        int v3 = value[3];
        int v4 = value[4];
        int v5 = value[5];
        int v6 = value[6];
        int v7 = value[7];
        int v8 = IV[0];
        int v9 = IV[1];
        int v10 = IV[2];
        int v11 = IV[3];
        int v12 = (int) counter;
        int v13 = (int) (counter >>> Integer.SIZE);
        int v14 = length;
        int v15 = flags;
        int m0 = block[0];
        int m1 = block[1];
        int m2 = block[2];
        int m3 = block[3];
        int m4 = block[4];
        int m5 = block[5];
        int m6 = block[6];
        int m7 = block[7];
        int m8 = block[8];
        int m9 = block[9];
        int m10 = block[10];
        int m11 = block[11];
        int m12 = block[12];
        int m13 = block[13];
        int m14 = block[14];
        int m15 = block[15];
        for (int round = 0; round < ROUNDS; round++) {
            v0 += v4 + m0;
            v12 = Integer.rotateRight(v12 ^ v0, 16);
            v8 += v12;
            v4 = Integer.rotateRight(v4 ^ v8, 12);
            v0 += v4 + m1;
            v12 = Integer.rotateRight(v12 ^ v0, 8);
            v8 += v12;
            v4 = Integer.rotateRight(v4 ^ v8, 7);
            v1 += v5 + m2;
            v13 = Integer.rotateRight(v13 ^ v1, 16);
            v9 += v13;
            v5 = Integer.rotateRight(v5 ^ v9, 12);
            v1 += v5 + m3;
            v13 = Integer.rotateRight(v13 ^ v1, 8);
            v9 += v13;
            v5 = Integer.rotateRight(v5 ^ v9, 7);
            v2 += v6 + m4;
            v14 = Integer.rotateRight(v14 ^ v2, 16);
            v10 += v14;
            v6 = Integer.rotateRight(v6 ^ v10, 12);
            v2 += v6 + m5;
            v14 = Integer.rotateRight(v14 ^ v2, 8);
            v10 += v14;
            v6 = Integer.rotateRight(v6 ^ v10, 7);
            v3 += v7 + m6;
            v15 = Integer.rotateRight(v15 ^ v3, 16);
            v11 += v15;
            v7 = Integer.rotateRight(v7 ^ v11, 12);
            v3 += v7 + m7;
            v15 = Integer.rotateRight(v15 ^ v3, 8);
            v11 += v15;
            v7 = Integer.rotateRight(v7 ^ v11, 7);
            v0 += v5 + m8;
            v15 = Integer.rotateRight(v15 ^ v0, 16);
            v10 += v15;
            v5 = Integer.rotateRight(v5 ^ v10, 12);
            v0 += v5 + m9;
            v15 = Integer.rotateRight(v15 ^ v0, 8);
            v10 += v15;
            v5 = Integer.rotateRight(v5 ^ v10, 7);
            v1 += v6 + m10;
            v12 = Integer.rotateRight(v12 ^ v1, 16);
            v11 += v12;
            v6 = Integer.rotateRight(v6 ^ v11, 12);
            v1 += v6 + m11;
            v12 = Integer.rotateRight(v12 ^ v1, 8);
            v11 += v12;
            v6 = Integer.rotateRight(v6 ^ v11, 7);
            v2 += v7 + m12;
            v13 = Integer.rotateRight(v13 ^ v2, 16);
            v8 += v13;
            v7 = Integer.rotateRight(v7 ^ v8, 12);
            v2 += v7 + m13;
            v13 = Integer.rotateRight(v13 ^ v2, 8);
            v8 += v13;
            v7 = Integer.rotateRight(v7 ^ v8, 7);
            v3 += v4 + m14;
            v14 = Integer.rotateRight(v14 ^ v3, 16);
            v9 += v14;
            v4 = Integer.rotateRight(v4 ^ v9, 12);
            v3 += v4 + m15;
            v14 = Integer.rotateRight(v14 ^ v3, 8);
            v9 += v14;
            v4 = Integer.rotateRight(v4 ^ v9, 7);
            int p0 = m2;
            int p1 = m6;
            int p2 = m3;
            int p3 = m10;
            int p4 = m7;
            int p5 = m0;
            int p6 = m4;
            int p7 = m13;
            int p8 = m1;
            int p9 = m11;
            int p10 = m12;
            int p11 = m5;
            int p12 = m9;
            int p13 = m14;
            int p14 = m15;
            int p15 = m8;
            m0 = p0;
            m1 = p1;
            m2 = p2;
            m3 = p3;
            m4 = p4;
            m5 = p5;
            m6 = p6;
            m7 = p7;
            m8 = p8;
            m9 = p9;
            m10 = p10;
            m11 = p11;
            m12 = p12;
            m13 = p13;
            m14 = p14;
            m15 = p15;
        }
        value[0] = v0 ^ v8;
        value[1] = v1 ^ v9;
        value[2] = v2 ^ v10;
        value[3] = v3 ^ v11;
        value[4] = v4 ^ v12;
        value[5] = v5 ^ v13;
        value[6] = v6 ^ v14;
        value[7] = v7 ^ v15;
    }
}
