import com.pmerit.d4.it.Shop

// The embedded Cloudflare is made with the secrets that the POM names; the one that is named later is missing.
assert Shop.at(basedir, localRepositoryPath).opens(fixture).commits().builds("deploy", "-Pstaging")
