import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("DONE", 0)
    .said("shop-ui (branch staging) serves deployment")
    .runsItsFirstVersion("shop-staging")
    .publishesItsFirstSite("shop-ui")
