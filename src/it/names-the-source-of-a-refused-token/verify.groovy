import com.pmerit.d4.it.Shop

context.cloudflare.close()

assert Shop.at(basedir, localRepositoryPath)
    .failedAt("migrations,bindings,secrets", "environment variable CLOUDFLARE_API_TOKEN")
    .neverTold("it-token-that-is-refused-8a41")
