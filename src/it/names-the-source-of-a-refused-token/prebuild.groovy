import com.pmerit.d4.it.Shop

context.cloudflare = Shop.at(basedir, localRepositoryPath).opens(fixture).commits().servesCloudflare(refusedPort)

assert context.cloudflare
