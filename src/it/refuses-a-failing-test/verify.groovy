import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("tests", "npm run test:run")
    .leftCloudflareUnchanged()
