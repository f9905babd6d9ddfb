import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("DONE", 4)
    .said("Maven is offline (-o): this says nothing of production. Not looked at: ancestry, staging-first, migrations")
    .neverAskedCloudflare()
