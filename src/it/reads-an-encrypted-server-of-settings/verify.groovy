import com.pmerit.d4.it.Shop

context.cloudflare?.close()

assert Shop.at(basedir, localRepositoryPath)
    .ended("DONE", 9)
    .neverToldTheTokenOfItsCloudflare()
