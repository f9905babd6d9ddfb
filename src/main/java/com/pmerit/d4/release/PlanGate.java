package com.pmerit.d4.release;

import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a release would do now can be known, and it is exactly what was planned, where a plan was given. */
public final class PlanGate implements Gate {
    private final Planning now;
    private final Optional<PlanFile> given;

    /**
     * Compares.
     *
     * @param now the plan as it was made at this moment
     * @param given the file of the plan that is to be applied; empty when none was given
     */
    public PlanGate(Planning now, Optional<PlanFile> given) {
        this.now = now;
        this.given = given;
    }

    @Override
    public String id() {
        return "plan";
    }

    @Override
    public String title() {
        return given.isPresent() ? "The release is the one that was planned" : "The release can be planned";
    }

    @Override
    public Verdict check() {
        if (now instanceof Planning.Impossible impossible) {
            return failed(impossible.reasons());
        }
        Plan plan = ((Planning.Made) now).plan();
        return given.map(PlanFile::read)
                .map(reading -> compared(reading, plan))
                .orElseGet(() -> new Verdict.Passed("plan " + plan.hash()));
    }

    private static Verdict failed(List<Forecast.Unknown> reasons) {
        Forecast.Unknown first = reasons.get(0);
        List<String> details = new ArrayList<>(first.details());
        reasons.stream().skip(1).forEach(further -> {
            details.add(further.why());
            details.addAll(further.details());
        });
        return new Verdict.Failed(first.why(), details, first.remedy());
    }

    private static Verdict compared(PlanFile.Reading reading, Plan plan) {
        String again = "make the plan again and look at it: mvn d4:plan -Dd4.environment=" + plan.environment();
        if (reading instanceof PlanFile.Reading.Refused refused) {
            return new Verdict.Failed(refused.why(), again);
        }
        Plan planned = ((PlanFile.Reading.Read) reading).plan();
        if (!planned.environment().equals(plan.environment())) {
            return new Verdict.Failed(
                    "the plan is for " + planned.environment() + ", this release goes to " + plan.environment(), again);
        }
        if (!planned.commit().equals(plan.commit())) {
            return new Verdict.Failed(
                    "the plan was made at commit " + planned.commit().orElse("none") + ", this is "
                            + plan.commit().orElse("none"),
                    again);
        }
        List<String> differences = PlanDifference.between(planned, plan);
        return differences.isEmpty()
                ? new Verdict.Passed("as planned: " + plan.hash())
                : new Verdict.Failed(
                        "the world is not the one that was planned for: it differs in " + differences.size()
                                + (differences.size() == 1 ? " place" : " places"),
                        differences,
                        again);
    }
}
