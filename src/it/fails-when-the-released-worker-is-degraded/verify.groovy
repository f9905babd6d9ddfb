import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("ABORTED_SAFE", 9)
    .said("degraded")
    .said("live now: shop-staging runs version")
    .said("2 migrations stay applied: 0001_products.sql to 0002_prices.sql")
    .said("users meet what they met before")
