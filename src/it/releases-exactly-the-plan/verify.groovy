import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("plan", "mvn d4:plan")
    .leftCloudflareUnchanged()
