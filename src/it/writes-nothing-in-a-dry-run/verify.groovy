import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("0001_products.sql")
    .leftCloudflareUnchanged()
