package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.report.SopReview;
import com.pmerit.d4.report.Subject;
import com.pmerit.d4.sop.Judgement;
import com.pmerit.d4.sop.Ruling;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an SOP fails the build. */
final class SopMojoTest {
    private static final Ruling WRONG = new Ruling.Contradicted("it answers 404", "correct it");
    private static final Ruling WELL = new Ruling.Enforced("gate tests", "it runs them");
    private static final Ruling UNREAD = new Ruling.Unreadable("not for you");

    @Test
    void failsOnAContradictionOnlyWhenAsked() {
        assertThat(SopMojo.failure(review(WELL, WRONG), false)).isEmpty();
        assertThat(SopMojo.failure(review(WELL, WRONG), true))
                .contains("1 of 2 statements are contradicted; the proofs stand in target/d4/sop.json");
        assertThat(SopMojo.failure(review(WELL), true)).isEmpty();
    }

    @Test
    void failsWheneverAStatementCouldNotBeJudged() {
        assertThat(SopMojo.failure(review(WELL, UNREAD), false))
                .contains("1 of 2 statements could not be judged; why stands in target/d4/sop.json");
    }

    @Test
    void doesNotPassADocumentThatSaysNothing() {
        assertThat(SopMojo.failure(review(), false))
                .contains("SOP.md says nothing that could be judged: no command and no claim was found");
    }

    @Test
    void failsForAnSopWithHoles() {
        assertThat(SopMojo.failure(List.of())).isEmpty();
        assertThat(SopMojo.failure(List.of("what is live in staging: not for you", "the last checklist: broken")))
                .contains("the SOP was written with 2 holes, the first: what is live in staging: not for you");
    }

    private static SopReview review(Ruling... rulings) {
        return new SopReview(
                new Subject("d4:sop", "d4-chat 1.4.0", Optional.empty(), false, Optional.empty()),
                Instant.EPOCH,
                "SOP.md",
                Arrays.stream(rulings)
                        .map(ruling -> new Judgement(1, "", false, "text", ruling))
                        .toList());
    }
}
