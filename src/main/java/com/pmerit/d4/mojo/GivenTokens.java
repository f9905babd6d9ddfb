package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Tells where a token is given in a way that shows it to others: by {@code -D}, where every process of the machine can
 * read it, or as a property of the POM.
 */
final class GivenTokens {
    private static final Pattern NAME =
            Pattern.compile("(?:cloudflare|cfapi|d4).*(?:token|apikey|password).*|(?:cloudflare|d4)(?:key|secret)");
    private static final String REMEDY = "Set the environment variable " + Logins.TOKEN
            + " or write a <server> in settings.xml instead, and revoke this one if others can have read it.";

    private GivenTokens() {}

    /**
     * Looks through properties by their names.
     *
     * @param user what {@code -D} gave to Maven
     * @param system Java's own properties as Maven knows them, environment variables among them as {@code env.*}
     * @param project the POM's, those of its active profiles included
     */
    static List<Fault> find(Properties user, Properties system, Properties project) {
        List<Fault> faults = new ArrayList<>();
        user.stringPropertyNames().stream()
                .filter(GivenTokens::isToken)
                .sorted()
                .forEach(name -> faults.add(fault("-D" + name, "is a token on the command line")));
        system.stringPropertyNames().stream()
                .filter(GivenTokens::isToken)
                .filter(name -> !user.containsKey(name))
                .sorted()
                .forEach(name -> faults.add(fault("-D" + name, "is a token in a property of the Java process")));
        project.stringPropertyNames().stream()
                .filter(GivenTokens::isToken)
                .filter(name -> !user.containsKey(name))
                .sorted()
                .forEach(name -> faults.add(fault("<properties><" + name + ">", "is a token in the POM or a profile")));
        return faults;
    }

    private static Fault fault(String tag, String problem) {
        return Fault.error(tag, Fault.NOT_SHOWN, problem, REMEDY);
    }

    private static boolean isToken(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return !name.startsWith("env.") && NAME.matcher(plain).matches();
    }
}
