import com.pmerit.d4.it.Shop

def module = new File(basedir, "shop")
assert Shop.at(module, localRepositoryPath).opens(fixture)
assert Shop.at(basedir, localRepositoryPath).commits()
