import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .edits(".gitignore", "target/", "target/\ndist/")
    .commits().builds("deploy", "-Pstaging")
    .edits("ui/build.mjs", "First", "Second")
    .edits("src/worker.js", "not found", "not found here")
    .commits().builds("deploy", "-Pstaging")
