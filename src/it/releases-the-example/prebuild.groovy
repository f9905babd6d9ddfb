import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).becomes(example, pluginVersion).commits()
