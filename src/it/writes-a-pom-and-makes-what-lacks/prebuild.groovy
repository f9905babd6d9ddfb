import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .without("pom.xml")
    .commits()
    .isCloneOf("https://github.com/acme/shop.git")
    .builds("com.pmerit:d4-maven-plugin:" + pluginVersion + ":init")
    .buildsInAnEmptyAccount("d4:init", "-Dd4.create")
