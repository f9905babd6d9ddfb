package com.pmerit.d4.assets;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.contract.Variable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells one environment from the others in a text: its hosts and the ids of what it binds.
 *
 * @param byText what each text is, such as {@code the API host of production}
 */
public record Marks(Map<String, String> byText) {
    private static final int SHORTEST_ID = 16;
    private static final int LONGEST_ESCAPE = 7;
    private static final Pattern ESCAPED = Pattern.compile("(?:%(?:25)*|\\\\u00|\\\\x)([0-9a-fA-F]{2})$");
    private static final Pattern LIST = Pattern.compile("[\\s,;]+");

    /** Keeps the texts. */
    public Marks {
        byText = Map.copyOf(byText);
    }

    /** The marks of all other environments that are none of this one. */
    public static Marks foreignTo(Environment environment, Contract contract) {
        Map<String, String> foreign = new TreeMap<>();
        contract.environments().stream()
                .filter(other -> !other.name().equals(environment.name()))
                .forEach(other -> foreign.putAll(of(other, contract)));
        foreign.keySet().removeAll(of(environment, contract).keySet());
        return new Marks(foreign);
    }

    private static Map<String, String> of(Environment environment, Contract contract) {
        Map<String, String> marks = new TreeMap<>();
        String whose = " of " + environment.name();
        marks.put(environment.url().getHost().toLowerCase(Locale.ROOT), "the API host" + whose);
        for (Map.Entry<String, Database> database : environment.databases().entrySet()) {
            marks.put(database.getValue().id(), "the id of the database " + database.getKey() + whose);
        }
        for (Map.Entry<String, Variable> variable : environment.vars().entrySet()) {
            hosts(variable.getValue().shown())
                    .forEach(host -> marks.putIfAbsent(host, "a host in the variable " + variable.getKey() + whose));
        }
        contract.site().flatMap(site -> site.in(environment.name())).ifPresent(site -> addSite(site, whose, marks));
        marks.keySet().removeIf(text -> text.length() < SHORTEST_ID && !text.contains("."));
        return marks;
    }

    private static void addSite(SitePlacement site, String whose, Map<String, String> marks) {
        site.url()
                .ifPresent(url -> marks.putIfAbsent(url.getHost().toLowerCase(Locale.ROOT), "the site's host" + whose));
        site.variables()
                .forEach((name, value) -> hosts(value)
                        .forEach(host -> marks.putIfAbsent(host, "a host in the build variable " + name + whose)));
    }

    /** Of a value that is an address, or a list of them such as the origins that may ask. */
    private static List<String> hosts(String value) {
        return LIST.splitAsStream(value).flatMap(each -> host(each).stream()).toList();
    }

    private static Optional<String> host(String text) {
        if (!text.matches("(https?|wss?)://[^\\s\"']+")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(URI.create(text).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Whether a text stands in another one by itself, and not as the end or the beginning of a longer host or word. */
    static boolean standsIn(String text, String mark) {
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            if (!isPart(before(text, at)) && !isPart(after(text, at + mark.length()))) {
                return true;
            }
        }
        return false;
    }

    // In an address within an address, and in a script within a page, what stands before a host is escaped.
    private static char before(String text, int at) {
        Matcher escaped = ESCAPED.matcher(text.substring(Math.max(0, at - LONGEST_ESCAPE), at));
        if (escaped.find()) {
            return (char) Integer.parseInt(escaped.group(1), 16);
        }
        return at == 0 ? ' ' : text.charAt(at - 1);
    }

    // A dot after a host ends a sentence, unless a further label follows.
    private static char after(String text, int at) {
        boolean dot = at < text.length() && text.charAt(at) == '.';
        int next = dot ? at + 1 : at;
        return next < text.length() ? text.charAt(next) : ' ';
    }

    private static boolean isPart(char one) {
        return Character.isLetterOrDigit(one) || one == '-' || one == '_' || one == '.';
    }
}
