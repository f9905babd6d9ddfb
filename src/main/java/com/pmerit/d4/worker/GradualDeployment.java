package com.pmerit.d4.worker;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Verdict;
import java.util.List;

/** What gates and steps say when somebody is in the middle of shifting traffic by percentages. */
final class GradualDeployment {
    private GradualDeployment() {}

    static Verdict verdict(Environment environment, LiveWorker.Split split) {
        return new Verdict.Failed(summary(environment), List.of(split.shares()), remedy(environment));
    }

    static String summary(Environment environment) {
        return environment.name() + " (" + environment.worker() + ") splits its traffic between versions";
    }

    static String remedy(Environment environment) {
        return "finish or undo that deployment first: npx wrangler versions deploy --name " + environment.worker();
    }
}
