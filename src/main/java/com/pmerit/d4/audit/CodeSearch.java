package com.pmerit.d4.audit;

import com.pmerit.d4.audit.JavaScriptTokens.Kind;
import com.pmerit.d4.audit.JavaScriptTokens.Token;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Searches the modules of a Worker, as they are uploaded, for the names that it reads: {@code env.NAME}, {@code env?.NAME},
 * {@code env["NAME"]}, {@code const { NAME } = env}, whatever the {@code env} is a member of. For a name that is known from elsewhere
 * any place outside of comments counts, for a bundler may have given {@code env} another name. {@code process.env} and
 * {@code import.meta.env} count for such names only: libraries read much of it that no Worker has.
 */
public final class CodeSearch {
    private static final String ENV = "env";
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
    // By these Cloudflare's and everybody's bindings can be told from the members of what else is called env.
    private static final Pattern BINDING = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Set<String> ALL_AT_ONCE = Set.of("keys", "values", "entries", "assign", "stringify");

    private final Set<String> read = new TreeSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> unsearched = new TreeSet<>();
    private boolean dynamic;

    private CodeSearch() {}

    /** Searches these modules; source maps and texts are no code. */
    public static CodeReading.Searched in(List<WorkerModule> modules) {
        CodeSearch search = new CodeSearch();
        modules.forEach(search::search);
        return new CodeReading.Searched(search.read, search.words, search.dynamic, List.copyOf(search.unsearched));
    }

    private void search(WorkerModule module) {
        if (module.type() == ModuleType.ESM || module.type() == ModuleType.COMMON_JS) {
            search(JavaScriptTokens.of(new String(module.content(), StandardCharsets.UTF_8)));
        } else if (module.type() == ModuleType.WASM || module.type() == ModuleType.PYTHON) {
            unsearched.add(module.name());
        }
    }

    private void search(List<Token> tokens) {
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (token.kind() != Kind.MARK) {
                WORD.matcher(token.text()).results().map(MatchResult::group).forEach(words::add);
            }
            if (token.is(Kind.WORD, ENV)) {
                Env env = new Env(tokens, at);
                if (!env.isOfTheProcess()) {
                    look(env);
                }
            }
        }
    }

    private void look(Env env) {
        env.members().stream().filter(name -> BINDING.matcher(name).matches()).forEach(read::add);
        dynamic |= env.isReadDynamically();
    }

    /**
     * A place where the name {@code env} stands.
     *
     * @param at its index
     */
    private record Env(List<Token> tokens, int at) {

        /** {@code process.env} and {@code import.meta.env}. */
        boolean isOfTheProcess() {
            return mark(at - 1, ".") && (word(at - 2, "process") || word(at - 2, "meta"));
        }

        Set<String> members() {
            Set<String> members = new HashSet<>();
            int next = afterOptional(at + 1);
            if (mark(next, ".") && kind(next + 1, Kind.WORD)) {
                members.add(tokens.get(next + 1).text());
            } else if (mark(next, "[") && kind(next + 1, Kind.TEXT) && mark(next + 2, "]")) {
                members.add(tokens.get(next + 1).text());
            }
            int first = first();
            if (word(first - 1, "in") && kind(first - 2, Kind.TEXT)) {
                members.add(tokens.get(first - 2).text());
            }
            if (isUnpacked(first)) {
                unpacked(first - 2, members);
            }
            return members;
        }

        boolean isReadDynamically() {
            int next = afterOptional(at + 1);
            boolean computed = mark(next, "[") && !(kind(next + 1, Kind.TEXT) && mark(next + 2, "]"));
            int first = first();
            boolean spread = mark(first - 1, ".") && mark(first - 2, ".") && mark(first - 3, ".");
            boolean listed = mark(first - 1, "(")
                    && kind(first - 2, Kind.WORD)
                    && ALL_AT_ONCE.contains(tokens.get(first - 2).text())
                    && mark(first - 3, ".");
            boolean iterated = word(first - 1, "in") && !kind(first - 2, Kind.TEXT);
            return (isWhole() && (spread || listed || iterated)) || computed || (isUnpacked(first) && rest(first - 2));
        }

        /** Whether nothing is taken out of it here. */
        private boolean isWhole() {
            int next = afterOptional(at + 1);
            return !mark(next, ".") && !mark(next, "[");
        }

        /** The index of {@code ?.} is that of its dot, or of the bracket behind it. */
        private int afterOptional(int index) {
            if (!mark(index, "?") || !mark(index + 1, ".")) {
                return index;
            }
            return mark(index + 2, "[") ? index + 2 : index + 1;
        }

        /** The beginning of what it is a member of: {@code this.env}, {@code context.cloudflare.env}. */
        private int first() {
            int first = at;
            while (mark(first - 1, ".") && kind(first - 2, Kind.WORD)) {
                first -= 2;
            }
            return first;
        }

        private boolean isUnpacked(int first) {
            return isWhole() && mark(first - 1, "=") && mark(first - 2, "}");
        }

        private void unpacked(int closing, Set<String> members) {
            for (int index = opening(closing) + 1; index < closing; index++) {
                boolean begins = mark(index - 1, "{") || mark(index - 1, ",");
                if (begins && tokens.get(index).kind() != Kind.MARK) {
                    members.add(tokens.get(index).text());
                }
            }
        }

        private boolean rest(int closing) {
            for (int index = opening(closing); index < closing; index++) {
                if (mark(index, ".") && mark(index + 1, ".") && mark(index + 2, ".")) {
                    return true;
                }
            }
            return false;
        }

        private int opening(int closing) {
            int depth = 0;
            for (int index = closing; index >= 0; index--) {
                depth += mark(index, "}") ? 1 : mark(index, "{") ? -1 : 0;
                if (depth == 0) {
                    return index;
                }
            }
            return closing;
        }

        private boolean mark(int index, String mark) {
            return isThere(index) && tokens.get(index).isMark(mark);
        }

        private boolean word(int index, String word) {
            return isThere(index) && tokens.get(index).is(Kind.WORD, word);
        }

        private boolean kind(int index, Kind kind) {
            return isThere(index) && tokens.get(index).kind() == kind;
        }

        private boolean isThere(int index) {
            return index >= 0 && index < tokens.size();
        }
    }
}
