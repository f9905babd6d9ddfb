import com.pmerit.d4.it.Shop

context.cloudflare?.close()

assert Shop.at(basedir, localRepositoryPath)
    .said("BUILD SUCCESS")
    .said("proxy 127.0.0.1:9")
    .said("BUILD FAILURE")
