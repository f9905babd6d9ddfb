import com.pmerit.d4.it.Shop

context.cloudflare = Shop.at(basedir, localRepositoryPath)
    .opens(fixture)
    .writes(".d4/sandbox/token", "it-token-of-the-settings-47c2")
    .commits()
    .builds("verify", "-Pstaging", "-Dd4.sandbox=true")
    .servesCloudflare(settingsPort)

assert context.cloudflare
