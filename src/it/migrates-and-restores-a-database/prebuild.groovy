import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .commits()
    .builds("deploy", "-Pstaging").builds("deploy", "-Pproduction")
    .writes("migrations/0003_stock.sql", "CREATE TABLE stock (product_id INTEGER NOT NULL);\n")
    .commits()
    .builds("d4:migrate", "-Pstaging")
