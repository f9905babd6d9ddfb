import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .opens(fixture).commits()
    .builds("deploy", "-Pstaging").builds("deploy", "-Pproduction")
    .losesTag("v1.0.0")
    .writes("NOTES.md", "Changes no code\n").commits()
    .remembersCloudflare()
