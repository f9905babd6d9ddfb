import com.pmerit.d4.it.Shop

// Nobody listens where the proxy is said to be, and nobody has the name of this Cloudflare: how a goal fails says which way it went.
assert Shop.at(basedir, localRepositoryPath).opens(fixture).commits()
