import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("secrets", "npx wrangler secret put MAIL_KEY --env staging")
    .leftCloudflareUnchanged()
