import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("migrations/0003_products_anew.sql:4:1 rows-lost: prices loses 3 of 3 canary rows")
    .said("migrations/0003_products_anew.sql:1:1 foreign-keys-off")
    .said("1 error, 1 warning in the migration files")
    .has("target/d4/lint.json")
    .has("target/d4/lint.sarif")
    .neverAskedCloudflare()
