import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("staging-first,migrations", "mvn deploy -Pstaging")
    .leftCloudflareUnchanged()
