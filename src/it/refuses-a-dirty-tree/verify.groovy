import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("clean-tree", "git")
    .said("src/forgotten.js")
    .leftCloudflareUnchanged()
