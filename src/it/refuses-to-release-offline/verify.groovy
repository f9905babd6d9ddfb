import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("d4:deploy asks Cloudflare, and Maven is offline (-o): nothing was asked.")
    .said("Leave -o out, or use the embedded Cloudflare: -Dd4.sandbox.")
    .said("d4:plan asks Cloudflare, and Maven is offline (-o): nothing was asked.")
    .ended("DONE", 9)
