import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .edits("wrangler.toml", "no_bundle = true", "no_bundle = true\ncompatability_flags = [\"nodejs_compat\"]")
    .commits()
