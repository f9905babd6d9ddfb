import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("no API token is given")
    .said("CLOUDFLARE_API_TOKEN")
    .said("BUILD FAILURE")
    .neverSaid("wrangler login")
    .neverSaid("dash.cloudflare.com/oauth2")
    .neverSaid("NullPointerException")
