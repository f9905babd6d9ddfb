import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("secrets", "mvn d4:put-secret -Dd4.environment=staging -Dd4.secrets=MAIL_KEY -Dd4.fromEnvironment")
    .leftCloudflareUnchanged()
