import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("DB/0003_notes.sql  pending -> applied")
    .said("a dry run, nothing is written; would be applied: 1 to shop-db-staging")
    .said("0003_notes.sql: lacks table notes")
    .leftCloudflareUnchanged()
