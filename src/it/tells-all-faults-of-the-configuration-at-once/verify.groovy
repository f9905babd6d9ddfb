import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("<environments><staging><uri>")
    .said("<environments><production><after>")
    .said("<worker><secret>")
    .neverAskedCloudflare()
