import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("2 applied")

    .ended("NOOP", 11)
    .runsWhatStagingRuns("shop", "shop-staging")
    .isTagged("v1.0.0")
