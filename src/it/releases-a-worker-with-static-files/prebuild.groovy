import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .opens(fixture)
    .edits("wrangler.toml", "[vars]\nENVIRONMENT = \"production\"", """[assets]
directory = "public"
binding = "ASSETS"
not_found_handling = "404-page"

[vars]
ENVIRONMENT = "production\"""")
    .writes("public/index.html", "<h1>shop</h1>")
    .writes("public/404.html", "<h1>not here</h1>")
    .writes("public/assets/index-aB3xY9zQ.js", "console.log('shop');")
    .writes("public/index.js.map", "{}")
    .writes("public/_headers", "/assets/*\n  cache-control: immutable\n")
    .writes("public/.assetsignore", "*.map\n")
    .commits()
