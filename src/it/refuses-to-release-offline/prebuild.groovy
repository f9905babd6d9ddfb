import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture).commits()
