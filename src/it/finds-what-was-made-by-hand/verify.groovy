import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("table stock")
    .has("migrations/0003_reconcile_production.sql")
    .has("target/d4/audit.json")
    .leftCloudflareUnchanged()
