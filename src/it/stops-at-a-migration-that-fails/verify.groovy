import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("ABORTED_SAFE", 8)
    .said("migrations/0003_stock.sql:3:1")
    .said("no such table: nowhere")
    .said("0001_products.sql to 0002_prices.sql stay applied")
