import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("staging (shop-staging)").said("production (shop)")
    .said("1 commit of HEAD").said("2 applied, none pending")
    .said("release").said("with d4")
    .said("/health answered rightly 5 times in a row, as version")
    .said("production runs the code of this commit")
    .has("target/d4/status.json").has("target/d4/history.json")
    .ended("DONE", 3)
    .isTagged("v1.0.0")
    .leftCloudflareUnchanged()
