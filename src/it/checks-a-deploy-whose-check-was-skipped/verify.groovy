import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("d4:check is skipped, as d4.check.skip says")
    .failedAt("clean-tree", "src/forgotten.js")
    .leftCloudflareUnchanged()
