import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("table stock")
    .said("1 applied: 0003_stock.sql")
    .has("target/d4/rehearsal.json")
    .has("target/d4/audit.json").has("target/d4/migrations.json")
    .has("migrations/0004_undo_0003_stock.sql")
    .hasTables("shop-db", "prices", "products", "stock")
    .restoresItsBackup("shop-db", "-Pproduction")
    .hasTables("shop-db", "prices", "products")
