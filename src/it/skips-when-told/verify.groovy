import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("d4:check is skipped, as d4.skip says")
    .said("d4:deploy is skipped, as d4.skip says")
    .said("d4:check is skipped, as d4.check.skip says")
    .said("d4:deploy is skipped, as d4.deploy.skip says")
    .neverAskedCloudflare()
