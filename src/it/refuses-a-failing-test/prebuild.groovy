import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .commits()
    .builds("verify", "-Pstaging")
    .edits("test/worker.test.mjs", "404);", "500);")
    .commits()
    .remembersCloudflare()
