import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .commits()
    .builds("deploy", "-Pstaging").builds("deploy", "-Pproduction")
    .builds("d4:audit").keeps("target/d4/audit.json", "target/before.json")
    .suffers("shop-db-staging", "CREATE TABLE stock (product_id INTEGER NOT NULL REFERENCES products (id))")
    .remembersCloudflare()
