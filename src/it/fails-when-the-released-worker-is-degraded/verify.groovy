import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("NEEDS_HUMAN", 7)
    .said("degraded")
    .said("npx wrangler rollback")
