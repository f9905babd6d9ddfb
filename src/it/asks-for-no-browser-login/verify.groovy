import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("no API token is given")
    .said("CLOUDFLARE_API_TOKEN")
    .said("BUILD FAILURE")
    .neverSaid("login")
    .neverSaid("browser")
    .neverSaid("NullPointerException")
