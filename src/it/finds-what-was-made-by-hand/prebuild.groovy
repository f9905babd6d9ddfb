import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .commits()
    .builds("deploy", "-Pstaging").builds("deploy", "-Pproduction")
    .suffers("shop-db-staging", "CREATE TABLE stock (product_id INTEGER NOT NULL REFERENCES products (id))")
    .remembersCloudflare()
