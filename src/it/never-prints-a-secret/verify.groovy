import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("DONE", 9)
    .said("[DEBUG]")
    .recorded("d4:check", "d4:deploy")
    .neverTold("it-token-1f0c2a9b7e")
    .neverTold("it-payment-key-5d83e6")
    .neverToldTheTokenOfItsCloudflare()
