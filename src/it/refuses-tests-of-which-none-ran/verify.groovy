import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("tests", "no test was executed: there is none, or all are skipped")
    .neverAskedCloudflare()
