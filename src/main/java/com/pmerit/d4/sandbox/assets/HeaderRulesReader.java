package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.assets.HeaderRules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one {@code _headers} file: a line with a URL, and below it lines with a header each. */
final class HeaderRulesReader {
    private static final int MOST_RULES = 100;
    private static final int LONGEST_LINE = 2000;
    private static final String REMOVAL = "! ";
    private static final Pattern URL_LINE = Pattern.compile("(?:\\S+://|/).*");

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<String> ignored = new ArrayList<>();
    private Optional<Draft> current = Optional.empty();

    /** A rule that is being read. */
    private record Draft(String url, int line, Map<String, String> set, List<String> removed) {}

    HeaderRules read(String text) {
        String[] lines = text.split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            String line = lines[index].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read(line, index + 1);
            }
        }
        List<Rule> rules = new ArrayList<>();
        for (Draft draft : drafts.values()) {
            if (draft.set().isEmpty() && draft.removed().isEmpty()) {
                ignore(draft.line(), "no header follows " + draft.url());
            } else {
                rules.add(new Rule(draft.url(), draft.set(), draft.removed()));
            }
        }
        return new HeaderRules(rules, ignored);
    }

    private void read(String line, int number) {
        if (line.length() > LONGEST_LINE) {
            ignore(number, "it has more than " + LONGEST_LINE + " characters");
        } else if (URL_LINE.matcher(line).matches()) {
            start(line, number);
        } else if (current.isEmpty()) {
            ignore(number, "no URL that applies stands above it");
        } else {
            header(current.get(), line, number);
        }
    }

    private void start(String line, int number) {
        Optional<String> url =
                RuleUrl.pathOrUrl(line).filter(found -> UrlPattern.of(found).isPresent());
        current = Optional.empty();
        if (url.isEmpty()) {
            ignore(number, "it must be a path or an https URL with at most one splat and no placeholder twice");
        } else if (drafts.size() >= MOST_RULES && !drafts.containsKey(url.get())) {
            ignore(number, "there may be at most " + MOST_RULES + " rules");
        } else {
            Draft draft = new Draft(url.get(), number, new LinkedHashMap<>(), new ArrayList<>());
            drafts.put(draft.url(), draft);
            current = Optional.of(draft);
        }
    }

    private void header(Draft draft, String line, int number) {
        int colon = line.indexOf(':');
        if (colon < 0 && line.startsWith(REMOVAL)) {
            draft.removed().add(line.substring(REMOVAL.length()).strip().toLowerCase(Locale.ROOT));
            return;
        }
        String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (name.isEmpty() || name.contains(" ") || value.isEmpty()) {
            ignore(number, "it must be a name without spaces, a colon and a value");
            return;
        }
        draft.set().merge(name, value, (earlier, later) -> earlier + ", " + later);
    }

    private void ignore(int line, String reason) {
        ignored.add("line " + line + " of _headers is ignored: " + reason);
    }
}
