import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("migrations,rehearsal,bindings", "npx wrangler d1 list")
    .said("the account has no D1 database with the id e7604a7b-a496-4bc5-b7c1-8c1b8bf64b00")
    .leftCloudflareUnchanged()
