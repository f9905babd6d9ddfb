import com.pmerit.d4.it.OpenedSite
import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("30 tests in 2 packages")
    .said("46 applied: 0001_users.sql to 0046_default_preferences.sql")
    .said("12 of 12 set on aixord-router-worker-staging")
    .ended("NOOP", 12)
    .runsWhatStagingRuns("aixord-router-worker", "aixord-router-worker-staging")
    .isTagged("v1.0.0")
    .said(" ...  d4:check")
    .saidNoMoreThan(30, " ...  d4:")
    .neverSaid("\r")
    .said("statements enforced, 0 contradicted")

assert OpenedSite.of(basedir, example).showsWhatTheApiOfStagingAnswers()
