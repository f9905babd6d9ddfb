import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("1 file would be recorded")
    .said("RECORDED: 1 file is listed now")
    .said("1 applied: 0002_prices.sql")
    .has("target/d4/baseline.json").has("target/d4/rehearsal.json")
    .hasTables("shop-db", "prices", "products")
    .runsWhatStagingRuns("shop", "shop-staging")
