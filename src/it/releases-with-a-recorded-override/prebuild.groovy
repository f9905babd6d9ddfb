import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture).commits().builds("verify", "-Pstaging").writes("src/forgotten.js", "export {};")
