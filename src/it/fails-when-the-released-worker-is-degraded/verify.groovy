import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("NEEDS_HUMAN", 6)
    .said("degraded")
    .said("npx wrangler rollback")
