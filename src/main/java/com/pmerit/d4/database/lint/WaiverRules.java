package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.Waiver;
import com.pmerit.d4.database.Waivers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the waivers of a file allow what was found in it, and finds those that allow nothing. A waiver of what only a rehearsal
 * finds, which knows the rows of its target, is not one of them.
 */
final class WaiverRules {
    private WaiverRules() {}

    /**
     * Goes over the findings of one file.
     *
     * @param rehearsed the rules that a rehearsal of the file may find broken
     */
    static List<Finding> over(Script script, List<Finding> found, Set<Rule> rehearsed) {
        Waivers waivers = Waivers.of(script.migration().sql());
        Set<Waiver> used = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : found) {
            Optional<Waiver> waiver =
                    finding.rule().waivable() ? waivers.waiving(finding.rule().code()) : Optional.empty();
            waiver.ifPresent(used::add);
            findings.add(waiver.map(each -> finding.waivedBy(each.reason())).orElse(finding));
        }
        for (int line : waivers.malformed()) {
            findings.add(script.at(Rule.MALFORMED_WAIVER, line, 1, Rule.MALFORMED_WAIVER.what()));
        }
        for (Waiver waiver : waivers.given()) {
            Optional<Rule> rule = Rule.of(waiver.code());
            if (rule.isEmpty() || !rule.get().waivable()) {
                findings.add(script.at(
                        Rule.UNKNOWN_WAIVER,
                        waiver.line(),
                        1,
                        rule.isEmpty()
                                ? "no rule has the code " + waiver.code()
                                : waiver.code() + " cannot be waived: "
                                        + rule.get().what()));
            } else if (!used.contains(waiver) && !rehearsed.contains(rule.get())) {
                findings.add(script.at(
                        Rule.UNUSED_WAIVER,
                        waiver.line(),
                        1,
                        waiver.code() + " was not found in this file, or waived twice"));
            }
        }
        return findings;
    }
}
