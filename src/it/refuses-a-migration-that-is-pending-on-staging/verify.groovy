import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("migrations", "mvn deploy -Pstaging")
    .said("0003_stock.sql")
    .leftCloudflareUnchanged()
