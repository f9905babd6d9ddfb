import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("tests", "the script test:run asks for watch mode by '--watch'")
    .said("run the tests once")
    .neverAskedCloudflare()
