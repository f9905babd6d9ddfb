import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .commits()
    .builds("verify", "-Pstaging")
    .edits("wrangler.toml", "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9", "e7604a7b-a496-4bc5-b7c1-8c1b8bf64b00")
    .commits()
    .remembersCloudflare()
