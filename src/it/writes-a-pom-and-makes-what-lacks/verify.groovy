import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("3 gates passed, 1 OVERRIDDEN")
    .ended("DONE", 4)
    .hasTables("shop-db-staging")
    .hasTables("shop-db")
    .hasBuckets("shop-images", "shop-images-staging")

def pom = new File(basedir, "pom.xml").text
assert pom.contains("<groupId>io.github.acme</groupId>")
assert pom.contains("<artifactId>shop</artifactId>")
