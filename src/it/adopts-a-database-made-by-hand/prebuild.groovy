import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .commits()
    .builds("d4:audit")
    .suffers("shop-db", "CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    .suffers("shop-db", "INSERT INTO products (name) VALUES ('made by hand')")
