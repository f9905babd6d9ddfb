import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("Shows what is live in all environments, side by side")
    .said("The audit.json of an earlier audit: what has changed since is shown, too.")
    .said("User property: d4.since")
    .neverSaid("d4:put-secret")
    .said("d4:check online-shop 1.0.0 (embedded Cloudflare), commit ")
    .ended("DONE", 4)
    .neverAskedCloudflare()
