package com.pmerit.d4.mojo.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The last line of a terminal, written over again and again. By blanks, not by control sequences: a terminal may know none. */
final class MovingLine {
    // A line that reaches the edge would go on in the next one, and stay.
    private static final int COLUMNS = 79;
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(2);

    private final ProgressText text = new ProgressText(COLUMNS);
    private final PrintStream terminal;
    private int width;
    private boolean ended;

    MovingLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    synchronized void show(List<Doing> doing) {
        if (ended || doing.isEmpty() || doing.get(0).elapsed().compareTo(WORTH_A_LINE) < 0) {
            clear();
            return;
        }
        String line = text.of(doing);
        terminal.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        terminal.flush();
        width = line.length();
    }

    /** Writes something else, of which the line must not be a part. */
    synchronized void aside(Runnable writing) {
        clear();
        writing.run();
    }

    /** Goes, and does not come again. */
    synchronized void end() {
        clear();
        ended = true;
    }

    private void clear() {
        if (width > 0) {
            terminal.print("\r" + " ".repeat(width) + "\r");
            terminal.flush();
            width = 0;
        }
    }
}
