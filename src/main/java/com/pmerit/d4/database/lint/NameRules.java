package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Rule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the names of the files alone tell. */
final class NameRules {
    private NameRules() {}

    static List<Finding> findings(List<Script> scripts) {
        List<Finding> findings = new ArrayList<>();
        Map<BigInteger, String> taken = new HashMap<>();
        Optional<Integer> width = Optional.empty();
        for (Script script : scripts) {
            String name = script.migration().name().text();
            Optional<BigInteger> number = script.migration().name().number();
            if (number.isEmpty()) {
                findings.add(script.finding(Rule.NO_NUMBER, name + " has no number and runs after all that have one"));
                continue;
            }
            String earlier = taken.putIfAbsent(number.get(), name);
            if (earlier != null) {
                findings.add(script.finding(
                        Rule.SAME_NUMBER, name + " has the number of " + earlier + ": only their names order them"));
            }
            int own = digits(name);
            if (width.isPresent() && own != width.get()) {
                findings.add(script.finding(
                        Rule.MIXED_PADDING,
                        "the number of " + name + " has " + own + " digits, that of the first file " + width.get()));
            }
            width = width.or(() -> Optional.of(own));
        }
        return findings;
    }

    private static int digits(String name) {
        return (int) name.chars()
                .dropWhile(character -> !Character.isDigit(character))
                .takeWhile(Character::isDigit)
                .count();
    }
}
