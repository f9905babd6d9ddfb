import com.pmerit.d4.it.Shop

// Released by its plan; the same plan does not fit the world that came of it.
assert Shop.at(basedir, localRepositoryPath).opens(fixture).commits()
    .builds("d4:plan", "-Pstaging")
    .builds("deploy", "-Pstaging", "-Dd4.plan=target/d4/plan.json")
    .hasTables("shop-db-staging", "products", "prices")
    .remembersCloudflare()
