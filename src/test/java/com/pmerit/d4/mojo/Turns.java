package com.pmerit.d4.mojo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Lets those who act at once take turns in an order that a seed decides: some steps of one, while all others wait wherever they
 * are, then some of another.
 */
final class Turns {
    private final Random random;
    private final int longest;
    private final List<String> present;
    private String whose;
    private int left;

    /**
     * Gives the first turn.
     *
     * @param longest the most steps in a turn
     * @param all who takes part
     */
    Turns(Random random, int longest, List<String> all) {
        this.random = random;
        this.longest = longest;
        this.present = new ArrayList<>(all);
        this.whose = all.get(0);
        next();
    }

    /** Returns when it is somebody's turn to take a step. */
    synchronized void await(String who) throws InterruptedException {
        if (whose.equals(who) && left <= 0) {
            next();
        }
        while (!whose.equals(who)) {
            wait();
        }
        left--;
    }

    /** Somebody takes part no more. */
    synchronized void leave(String who) {
        present.remove(who);
        if (whose.equals(who) && !present.isEmpty()) {
            next();
        }
    }

    private synchronized void next() {
        whose = present.get(random.nextInt(present.size()));
        left = 1 + random.nextInt(longest);
        notifyAll();
    }
}
