package com.pmerit.d4.audit;

import com.pmerit.d4.contract.Environment;

/** Where the schema is found that a database is to have. */
public sealed interface WantedSchema {
    /** What the database of an environment has now. */
    record Live(Environment environment) implements WantedSchema {
        @Override
        public String name() {
            return environment.name();
        }

        @Override
        public String option() {
            return environment.name();
        }

        @Override
        public String has() {
            return environment.name() + " has";
        }
    }

    /** What all migration files end in, run on an empty database. */
    record Files() implements WantedSchema {
        @Override
        public String name() {
            return "the migration files";
        }

        @Override
        public String option() {
            return FILES;
        }

        @Override
        public String has() {
            return "the migration files make";
        }
    }

    /** What is typed for the files, where an environment could be named. */
    String FILES = "files";

    /** What it is called in a sentence. */
    String name();

    /** What is typed for it. */
    String option();

    /** The beginning of a sentence about what it has. */
    String has();
}
