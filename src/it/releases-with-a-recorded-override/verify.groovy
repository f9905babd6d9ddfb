import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("overridden: incident-17 (the gate failed: ")
    .said("1 OVERRIDDEN")
    .failedAt("clean-tree", "src/forgotten.js")
