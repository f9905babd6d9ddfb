import com.pmerit.d4.it.Shop

def module = new File(basedir, "shop")
assert Shop.at(module, localRepositoryPath).ended("DONE", 9)
assert Shop.at(basedir, localRepositoryPath)
    .saidOnce(":check (default-check) @ shop")
    .said("d4:check is skipped, as d4.skip says")
    .said("d4:deploy is skipped, as d4.skip says")
    .said("d4:deploy is skipped in docs: it runs in shop, closed-shop, where d4 is configured")
    .said("d4:deploy is skipped in runs-in-the-module-that-has-it: it runs in shop, closed-shop")
    .hasNot("target/d4")
    .hasNot("docs/target")
    .hasNot("closed-shop/target")
