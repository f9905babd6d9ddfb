import com.pmerit.d4.it.Shop

// Nobody listens where the proxy is said to be.
context.cloudflare = Shop.at(basedir, localRepositoryPath)
    .opens(fixture)
    .writes(".d4/sandbox/token", "it-token-behind-no-proxy-90b3")
    .commits()
    .servesCloudflare(proxiedPort)

assert context.cloudflare
