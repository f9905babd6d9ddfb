package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.release.Recovery.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecoveryTest {
    private static final String COMMAND = "mvn deploy -Pstaging";
    private static final Optional<String> OURS = Optional.of("a".repeat(40));
    private static final Optional<String> THEIRS = Optional.of("b".repeat(40));

    @Test
    void refusesToReleaseOverTheOpenRunOfAnotherCommitAndNamesBothWaysOut() {
        Recovery decision = decide(open(THEIRS, Phase.SHIFTING), Wish.NONE);

        StepResult.Failed why = ((Recovery.Refused) decision).why();
        assertThat(why.summary()).contains("commit bbbbbbbbb", "ada@example.org", "was not finished");
        assertThat(why.liveNow()).contains("either version old or version new is live");
        assertThat(why.remedy()).contains(COMMAND + " -Dd4.recover=finish", COMMAND + " -Dd4.recover=back");
        assertThat(why.safe()).isTrue();
    }

    @Test
    void asksUsersFirstWhenTheSameReleaseDiedWhileTrafficMoved() {
        Run open = open(OURS, Phase.SHIFTING);

        assertThat(decide(open, Wish.NONE)).isEqualTo(new Recovery.AskUsersFirst(open));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"STARTED", "PROVEN"})
    void goesOnWithTheSameReleaseWhereNoTrafficIsInDoubt(Phase phase) {
        Run open = open(OURS, phase);

        assertThat(decide(open, Wish.NONE)).isEqualTo(new Recovery.GoOn(open));
    }

    @Test
    void finishesAnInterruptedUndoFirstWhoeversItIs() {
        Run ours = open(OURS, Phase.UNDOING);
        Run theirs = open(THEIRS, Phase.UNDOING);

        assertThat(decide(ours, Wish.NONE)).isEqualTo(new Recovery.TakeBack(ours, false));
        assertThat(decide(theirs, Wish.NONE)).isEqualTo(new Recovery.TakeBack(theirs, false));
    }

    @Test
    void refusesToFinishWhatIsBeingTakenBack() {
        StepResult.Failed why = ((Recovery.Refused) decide(open(THEIRS, Phase.UNDOING), Wish.FINISH)).why();

        assertThat(why.summary()).contains("commit bbbbbbbbb", "is being taken back");
        assertThat(why.remedy()).isEqualTo("bring the undo to its end: " + COMMAND + " -Dd4.recover=back");
    }

    @Test
    void doesWhatIsWishedWithTheRunOfAnotherCommit() {
        Run open = open(THEIRS, Phase.STARTED);

        assertThat(decide(open, Wish.BACK)).isEqualTo(new Recovery.TakeBack(open, true));
        assertThat(decide(open, Wish.FINISH)).isEqualTo(new Recovery.Finish(open));
    }

    @Test
    void looksFirstAtWhatARunOfMigrationsLeftWhoeversItIs() {
        Run open = open(THEIRS, Phase.STARTED).planned(Run.MIGRATIONS, "", List.of());

        assertThat(decide(open, Wish.NONE)).isEqualTo(new Recovery.EndMigrations(open, false));
        assertThat(decide(open, Wish.FINISH)).isEqualTo(new Recovery.EndMigrations(open, true));
    }

    @Test
    void takesNoMigrationsBack() {
        Run open = open(OURS, Phase.STARTED).planned(Run.MIGRATIONS, "", List.of());

        assertThat(((Recovery.Refused) decide(open, Wish.BACK)).why().summary())
                .contains("d4:migrate", "data is never taken back");
    }

    @Test
    void leavesARunOfSecretsToTheGoalThatHasTheirValues() {
        Run open = open(OURS, Phase.SHIFTING).planned(Run.SECRETS, "", List.of());

        assertThat(((Recovery.Refused) decide(open, Wish.NONE)).why().remedy())
                .startsWith("run d4:put-secret again")
                .contains("-Dd4.recover=finish", "-Dd4.recover=back");
        assertThat(decide(open, Wish.FINISH)).isEqualTo(new Recovery.Finish(open));
        assertThat(decide(open, Wish.BACK)).isEqualTo(new Recovery.TakeBack(open, true));
        Run begun = run(OURS, Phase.STARTED, Optional.empty()).planned(Run.SECRETS, "", List.of());
        assertThat(((Recovery.Refused) decide(begun, Wish.FINISH)).why().remedy())
                .startsWith("run d4:put-secret again, or take it back: ");
    }

    @Test
    void refusesToFinishWhatWasNeverUploaded() {
        Recovery decision = decide(run(THEIRS, Phase.STARTED, Optional.empty()), Wish.FINISH);

        assertThat(((Recovery.Refused) decision).why().remedy())
                .contains("check out " + THEIRS.get(), "-Dd4.recover=back");
    }

    @Test
    void refusesAWishWhenNothingIsOpen() {
        Recovery decision = Recovery.decide(Optional.empty(), OURS, Wish.BACK, COMMAND);

        assertThat(((Recovery.Refused) decision).why().remedy()).isEqualTo("leave -Dd4.recover out: " + COMMAND);
        assertThat(Recovery.decide(Optional.empty(), OURS, Wish.NONE, COMMAND)).isEqualTo(new Recovery.Nothing());
    }

    private static Recovery decide(Run open, Wish wish) {
        return Recovery.decide(Optional.of(open), OURS, wish, COMMAND);
    }

    private static Run open(Optional<String> commit, Phase phase) {
        return run(commit, phase, Optional.of("new"));
    }

    private static Run run(Optional<String> commit, Phase phase, Optional<String> version) {
        return new Run(
                "run-1",
                "staging",
                "shop-staging",
                commit,
                "d".repeat(64),
                "p".repeat(64),
                "ada@example.org",
                Optional.empty(),
                phase,
                new Anchor(Optional.of("old"), Optional.of("deployment"), Map.of()),
                version,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
