package com.pmerit.d4.source;

import java.util.List;

/**
 * The working tree of a whole repository, compared with its HEAD.
 *
 * @param head the commit, as 40 (or 64) hexadecimal digits
 * @param changes what differs, untracked files included, in git's order; empty for a clean tree
 */
public record GitStatus(String head, List<Change> changes) {
    public GitStatus {
        changes = List.copyOf(changes);
    }

    /**
     * One file that differs from HEAD.
     *
     * @param code the two letters of {@code git status --porcelain}: the index, then the working tree
     * @param path relative to the repository, in its own characters
     */
    public record Change(String code, String path) {

        boolean untracked() {
            return code.equals("??");
        }

        /** The change on one line, without characters that a terminal would obey. */
        @Override
        public String toString() {
            return code + " " + path.replaceAll("\\p{Cntrl}", "?");
        }
    }
}
