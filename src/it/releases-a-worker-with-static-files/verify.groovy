import com.pmerit.d4.it.Shop

def shop = Shop.at(basedir, localRepositoryPath)

assert shop
    .said("3 files, 0.0 KiB, content ")
    .said(", static files 3")
    .ended("NOOP", 12)
    .runsWhatStagingRuns("shop", "shop-staging")

def versions = shop.cloudflare().path("workers").path("scripts").path("shop").path("versions")
def released = versions.findAll { it.path("annotations").has("workers/tag") }
assert released.size() == 1
def assets = released[0].path("assets")
assert assets.path("config").path("not_found_handling").asText() == "404-page"
assert assets.path("config").path("_headers").asText().contains("immutable")
assert !assets.path("manifest").asText().isEmpty()
