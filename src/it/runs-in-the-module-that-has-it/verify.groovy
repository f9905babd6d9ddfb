import com.pmerit.d4.it.Shop

def module = new File(basedir, "shop")
assert Shop.at(module, localRepositoryPath).ended("DONE", 4)
assert Shop.at(basedir, localRepositoryPath).saidOnce(":check (default-check) @ shop").hasNot("target/d4").hasNot("docs/target")
