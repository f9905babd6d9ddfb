import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("CLOUDFLARE_API_TOKEN")
    .neverSaid("0123456789abcdef0123456789abcdef-token")
    .neverAskedCloudflare()
