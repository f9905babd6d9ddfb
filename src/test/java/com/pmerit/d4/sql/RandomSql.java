package com.pmerit.d4.sql;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random SQL out of a grammar: statements that SQLite compiles against {@code t (a, b)}, {@code log (x)} and the view
 * {@code v}, and beside them what nobody would write. The same seed gives the same text.
 */
final class RandomSql {
    private static final String[] GAPS = {
        " ",
        " ",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\f",
        " \u000B",
        "\uFEFF ",
        "/**/",
        "/* ; ' end; */",
        "/*/ ; */",
        "-- ; \"end;\n",
        "--\r\n",
        "/* case */ -- '\n"
    };
    private static final String[] STRINGS = {
        "''",
        "'a'",
        "';'",
        "'a;b'",
        "'it''s'",
        "''';'",
        "'end;'",
        "'--'",
        "'/*'",
        "'\n;\r\n'",
        "'\\'",
        "'[;\"`'",
        "'é;𝄞'",
        "'BEGIN TRANSACTION;'"
    };
    private static final String[] NAMES = {"a", "b", "\"a\"", "[a]", "`b`", "A", "t.a", "[t].\"b\"", "'a'"};
    private static final String[] ODD_NAMES = {
        "\"x;y\"",
        "[end;]",
        "`;`",
        "\"say \"\"hi;\"\"\"",
        "`a``;`",
        "endless",
        "end_",
        "_end",
        "triggers",
        "created",
        "é",
        "$case",
        "\"END\"",
        "[]"
    };
    private static final String[] NUMBERS = {
        "0", "1", "42", ".5", "1.", "1.5e10", "1e-3", "0x1F", "1_000", "9223372036854775808", "2E+2"
    };
    private static final String[] BLOBS = {"x''", "X'00ff'", "x'3B'"};
    private static final String[] PARAMETERS = {"?", "?1", ":p", "@p", "$p", ":end", "$p::q", "$p(1)"};
    private static final String[] OPERATORS = {
        "+", "-", "*", "/", "||", "=", "==", "<>", "!=", "<", ">=", "<<", "->", "->>", " and ", " or ", " is ", "%",
        "&", "|"
    };
    private static final String[] JUNK = {
        "create",
        "trigger",
        "temp",
        "temporary",
        "end",
        "explain",
        "begin",
        "case",
        ";",
        ";",
        ";end;",
        "; END",
        "(",
        ")",
        ",",
        ".",
        "!",
        "#",
        "@",
        ":",
        "$",
        "?",
        "1a",
        "1e",
        "0x",
        "x'g;",
        "x'abc'",
        "x'0",
        "^",
        "\\",
        "\u000B",
        "\uFEFF",
        "\u0001",
        "{",
        "}",
        "~",
        "-",
        "/",
        "*",
        "/*/",
        "--\n",
        "...",
        "1.create",
        ":create",
        "?1end",
        "create trigger",
        "explain create trigger",
        "é",
        "𝄞",
        "\u00A0",
        "\u007F",
        "query plan",
        "new",
        "old",
        "0x_1",
        "1__0",
        "$a(b",
        "$a(b)",
        "$::",
        "@x::y",
        "|",
        "=>"
    };
    private static final String[] OPEN = {
        "'open; ",
        "\"open;",
        "`open; ",
        "[open; ",
        "/* open; ",
        "-- open; ",
        "create trigger g after insert on t begin select 1; ",
        "create temp trigger g after insert on t begin select case when 1 then 2 end; select 1; end",
        "select 1",
        "x'0;",
        "/*"
    };

    private final Random random;

    RandomSql(long seed) {
        random = new Random(seed);
    }

    /** A text of about this many statements. */
    String script(int statements) {
        StringBuilder script = new StringBuilder(chance(20) ? "\uFEFF" : "");
        for (int index = 0; index < statements; index++) {
            script.append(chance(3) ? gap() : "")
                    .append(statement())
                    .append(chance(4) ? gap() : "")
                    .append(';');
            script.append(chance(6) ? " ;" : "").append(chance(40) ? "\0" : "");
        }
        return chance(4) ? script + any(OPEN) : script.toString();
    }

    /** Any tokens in any order. */
    String soup(int tokens) {
        StringBuilder soup = new StringBuilder();
        for (int index = 0; index < tokens; index++) {
            soup.append(chance(2) ? "" : gap()).append(token());
        }
        return soup.toString();
    }

    private String token() {
        return switch (random.nextInt(8)) {
            case 0 -> any(STRINGS);
            case 1 -> any(ODD_NAMES);
            case 2 -> any(NUMBERS);
            case 3 -> any(BLOBS);
            case 4 -> any(PARAMETERS);
            case 5 -> any(OPERATORS);
            default -> any(JUNK);
        };
    }

    private String statement() {
        String explain = chance(8) ? spaced("explain") + (chance(2) ? spaced("query", "plan") : "") : "";
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> explain + trigger();
            case 3 ->
                explain + spaced("create") + (chance(3) ? spaced("temp") : "") + spaced("table") + table() + "("
                        + any("a", "[b;]", "\"end\" ") + ",c default " + any(STRINGS) + ")";
            case 4 ->
                explain + spaced("create", "view") + "w" + random.nextInt(1_000) + gap() + spaced("as") + select();
            case 5 ->
                explain + spaced("create") + (chance(2) ? spaced("unique") : "") + spaced("index") + "i"
                        + random.nextInt(1_000) + gap() + spaced("on") + "t(a)"
                        + (chance(2) ? spaced(" where") + "b>" + literal() : "");
            case 6 -> soup(1 + random.nextInt(9));
            case 7, 8 -> explain + change();
            default -> explain + select();
        };
    }

    private String trigger() {
        StringBuilder trigger = new StringBuilder(spaced("create"));
        trigger.append(chance(3) ? spaced(any("temp", "temporary")) : "").append(spaced("trigger"));
        trigger.append(chance(3) ? spaced("if", "not", "exists") : "")
                .append("g")
                .append(random.nextInt(1_000))
                .append(gap());
        trigger.append(chance(2) ? spaced(any("before", "after")) : "")
                .append(spaced(any("insert", "delete", "update")));
        trigger.append(spaced("on")).append("t").append(gap()).append(chance(3) ? spaced("for", "each", "row") : "");
        trigger.append(chance(3) ? spaced("when") + "(" + expression(2) + ")" + gap() : "")
                .append(spaced("begin"));
        int statements = 1 + random.nextInt(3);
        for (int index = 0; index < statements; index++) {
            trigger.append(chance(2) ? change() : select())
                    .append(chance(3) ? gap() : "")
                    .append(";")
                    .append(chance(2) ? gap() : "");
        }
        return trigger.append(word("end")).toString();
    }

    private String change() {
        return switch (random.nextInt(3)) {
            case 0 ->
                spaced("insert", "into") + any("t", "\"t\"", "[t]") + gap() + spaced("values") + "("
                        + expression(2).replaceAll("(?i)\\b[tab]\\b", "1") + ",1)";
            case 1 ->
                spaced("update") + "t" + gap() + spaced("set") + "a=" + expression(2)
                        + (chance(2) ? gap() + spaced("where") + expression(1) : "");
            default ->
                spaced("delete", "from") + "log" + gap() + spaced("where") + "x="
                        + expression(2).replaceAll("(?i)\\b[tab]\\b", "1");
        };
    }

    private String select() {
        return spaced("select") + expression(3)
                + (chance(3) ? gap() + spaced("as") + any("\"x;y\"", "[end;]", "`;`", "endless", "'end;'") : "") + gap()
                + spaced("from") + "t" + (chance(3) ? gap() + spaced("where") + expression(2) : "");
    }

    private String expression(int depth) {
        if (depth == 0 || chance(3)) {
            return chance(2) ? literal() : any(NAMES);
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(" + expression(depth - 1) + ")";
            case 1 -> kase(depth);
            case 2 -> "coalesce(" + expression(depth - 1) + "," + gap() + expression(depth - 1) + ")";
            default -> expression(depth - 1) + gap() + any(OPERATORS) + gap() + expression(depth - 1);
        };
    }

    /** In all the shapes at which other splitters break. */
    private String kase(int depth) {
        String base = chance(2) ? "(" + expression(depth - 1) + ")" : gap() + literal() + gap();
        return word("case")
                + (chance(2) ? base : gap())
                + spaced("when")
                + expression(depth - 1)
                + gap()
                + spaced("then")
                + expression(depth - 1)
                + gap()
                + (chance(2) ? word("else") + "(" + expression(depth - 1) + ")" : "")
                + word("end");
    }

    private String literal() {
        return switch (random.nextInt(5)) {
            case 0 -> any(NUMBERS);
            case 1 -> any(BLOBS);
            case 2 -> chance(6) ? any(PARAMETERS) : "null";
            default -> any(STRINGS);
        };
    }

    private String table() {
        return any("n", "\"n", "[n", "`n").transform(name -> {
            String quote = name.length() == 1 ? "" : name.charAt(0) == '[' ? "]" : name.substring(0, 1);
            return name + random.nextInt(1_000) + (quote.isEmpty() ? "" : ";" + quote);
        });
    }

    private String spaced(String... words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(word(word)).append(gap());
        }
        return text.toString();
    }

    private String word(String word) {
        Supplier<String> mixed = () -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        return chance(2) ? word : chance(2) ? word.toUpperCase(Locale.ROOT) : mixed.get();
    }

    private String gap() {
        return chance(2) ? " " : any(GAPS);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String any(String... choices) {
        return List.of(choices).get(random.nextInt(choices.length));
    }
}
