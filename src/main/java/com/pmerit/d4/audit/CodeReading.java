package com.pmerit.d4.audit;

import java.util.List;
import java.util.Set;

/** What was found in the code of a Worker about the names that it reads from its {@code env}. */
public sealed interface CodeReading {

    /** How the code uses a name. */
    enum Use {
        /** It takes the name out of an {@code env}. */
        READ,
        /** The name stands in it, in another way. */
        FOUND,
        /** It was not found; that does not prove that nothing reads it. */
        NOT_FOUND,
        /** The code could not be searched. */
        UNKNOWN
    }

    /** How the code uses a name. */
    Use use(String name);

    /**
     * The code was searched.
     *
     * @param read names that it takes out of an {@code env}
     * @param words all names, and all words in strings
     * @param dynamic whether it also reads names that it computes, or hands over all of {@code env} at once
     * @param unsearched the modules that hold no code that could be searched, such as WebAssembly
     */
    record Searched(Set<String> read, Set<String> words, boolean dynamic, List<String> unsearched)
            implements CodeReading {
        /** Copies the collections. */
        public Searched {
            read = Set.copyOf(read);
            words = Set.copyOf(words);
            unsearched = List.copyOf(unsearched);
        }

        @Override
        public Use use(String name) {
            if (read.contains(name)) {
                return Use.READ;
            }
            return words.contains(name) ? Use.FOUND : Use.NOT_FOUND;
        }
    }

    /**
     * There is no code to search.
     *
     * @param why such as the bundler's words
     */
    record Unknown(String why) implements CodeReading {
        @Override
        public Use use(String name) {
            return Use.UNKNOWN;
        }
    }
}
