import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .saidOnce("the host name api.cloudflare.invalid is not known")
    .saidOnce("through the proxy 127.0.0.1:9")
    .neverSaid("answers of Cloudflare")
