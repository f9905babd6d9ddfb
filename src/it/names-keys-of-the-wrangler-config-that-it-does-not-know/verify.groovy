import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("DONE", 4)
    .said("wrangler.toml: compatability_flags")
    .said("Did you mean compatibility_flags?")
