import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("ABORTED_SAFE", 9)
    .said("migrations/0003_stock.sql:4:1")
    .said("UNIQUE constraint failed: stock.product_id")
    .said("0001_products.sql to 0002_prices.sql stay applied")
