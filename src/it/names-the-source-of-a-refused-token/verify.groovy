import com.pmerit.d4.it.Shop

context.cloudflare?.close()

assert Shop.at(basedir, localRepositoryPath)
    .said("Cloudflare does not accept the API token from environment variable CLOUDFLARE_API_TOKEN")
    .said("BUILD FAILURE")
    .neverTold("it-token-that-is-refused-8a41")
