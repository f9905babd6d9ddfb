package com.pmerit.d4.audit;

import com.pmerit.d4.worker.BindingState;
import com.pmerit.d4.worker.ComparedBinding;
import com.pmerit.d4.worker.ComparedTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The Worker of one environment: what is live, and what it is bound to and called by, each held against POM and wrangler config.
 *
 * @param name the script in Cloudflare
 * @param live what users meet
 * @param bindings those that are stated, then those that are only live; secrets are no part of it
 * @param unbundled why the upload could not be made, so that only the bindings of POM and wrangler config were compared that d4 knows
 *     by kind
 * @param triggers what calls it, and its settings
 * @param disagreements what POM and wrangler config do not say alike, a line each
 */
public record WorkerAudit(
        String name,
        LiveVersion live,
        List<Bound> bindings,
        Optional<String> unbundled,
        LiveTriggers triggers,
        List<String> disagreements) {
    /** Copies the lists. */
    public WorkerAudit {
        bindings = List.copyOf(bindings);
        disagreements = List.copyOf(disagreements);
    }

    /**
     * A binding, held against the live version. No value of a variable that looks like a secret is in it, nor any that is only live.
     *
     * @param name in the Worker's {@code env}
     * @param type such as {@code D1}, {@code R2}, {@code KV}, {@code var}, else Cloudflare's own word
     * @param target what it is bound to, for a person: the id and name of a database, the name of a bucket, the value of a variable
     * @param state how it stands to what is live
     * @param live what is live in its place, where that is another resource
     * @param secretLook why it looks like a secret, such as {@code its name says SALT}; empty for what does not
     */
    public record Bound(
            String name,
            String type,
            String target,
            BindingState state,
            Optional<String> live,
            Optional<String> secretLook) {
        static Bound of(ComparedBinding binding) {
            return new Bound(
                    binding.name(),
                    binding.type(),
                    binding.target(),
                    binding.state(),
                    binding.live(),
                    binding.secretLook());
        }

        /** Whether it is a variable. */
        public boolean isVariable() {
            return type.equals("var");
        }

        /** Whether live is what is stated, as far as that was looked at. */
        public boolean isWell() {
            return state == BindingState.AS_LIVE || state == BindingState.NOT_COMPARED;
        }

        /** Such as {@code differs from live}. */
        public String words() {
            return state.words();
        }

        /** Such as {@code REDIRECTED}, for files. */
        public String code() {
            return state.name();
        }
    }

    /**
     * Something that calls the Worker, or a setting of it.
     *
     * @param name such as {@code workers.dev}, {@code schedules}, {@code observability}
     * @param live as it is, for a person; empty for what is not read
     * @param stated as the wrangler config wants it, for a person; empty when it has no word on it
     */
    public record Trigger(String name, Optional<String> live, Optional<String> stated) {
        static Trigger of(ComparedTrigger trigger) {
            return new Trigger(trigger.name(), trigger.live(), trigger.stated());
        }

        /** Whether both are known and are not the same. */
        public boolean differs() {
            return live.isPresent() && stated.isPresent() && !live.equals(stated);
        }
    }

    /** What users meet. */
    public sealed interface LiveVersion {
        /**
         * One version takes all traffic.
         *
         * @param id of the version
         * @param since when it went live
         * @param by the tool that put it live, such as {@code d4} or {@code dashboard}
         * @param author e-mail address, when Cloudflare tells it
         * @param release the POM's version, when d4 released it
         * @param commit the beginning of the commit's hash, when d4 released it
         * @param digest of the code, when d4 uploaded it
         * @param compatibilityDate of the runtime
         * @param compatibilityFlags of the runtime
         * @param staged versions beside it that take no traffic
         * @param beside how its code stands to that of the environment before; empty for the first one
         */
        record One(
                String id,
                Instant since,
                String by,
                Optional<String> author,
                Optional<String> release,
                Optional<String> commit,
                Optional<String> digest,
                Optional<String> compatibilityDate,
                List<String> compatibilityFlags,
                List<String> staged,
                Optional<Beside> beside)
                implements LiveVersion {
            /** Copies the lists. */
            public One {
                compatibilityFlags = List.copyOf(compatibilityFlags);
                staged = List.copyOf(staged);
            }
        }

        /**
         * Several versions take traffic.
         *
         * @param shares such as {@code 1f0c… at 90 %}
         * @param since when that began
         * @param by the tool that did it
         */
        record Split(List<String> shares, Instant since, String by) implements LiveVersion {
            /** Copies the list. */
            public Split {
                shares = List.copyOf(shares);
            }
        }

        /** There is no such Worker, or none of its versions is live. */
        record None() implements LiveVersion {}

        /**
         * It could not be read.
         *
         * @param why one sentence
         */
        record Unreadable(String why) implements LiveVersion {}
    }

    /**
     * How the live code stands to that of the environment before.
     *
     * @param environment that one
     * @param sameness whether the code is the same
     */
    public record Beside(String environment, Sameness sameness) {}

    /** Whether two pieces of code are one. */
    public enum Sameness {
        /** Code and static files are the same. */
        SAME,
        /** The code is the same, and the static files are others. */
        OTHER_FILES,
        /** The code is another. */
        OTHER,
        /** One of them is not known by its digest: nothing is live, or d4 did not upload it. */
        UNKNOWN
    }

    /** What calls a Worker, and its settings that no version carries. */
    public sealed interface LiveTriggers {
        /** They were read, or there is no Worker and so none. */
        record Read(List<Trigger> triggers) implements LiveTriggers {
            /** Copies the list. */
            public Read {
                triggers = List.copyOf(triggers);
            }
        }

        /**
         * They could not be read.
         *
         * @param why one sentence
         */
        record Unreadable(String why) implements LiveTriggers {}
    }
}
