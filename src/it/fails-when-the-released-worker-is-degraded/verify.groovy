import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("ABORTED_SAFE", 8)
    .said("degraded")
    .said("users still meet version")
