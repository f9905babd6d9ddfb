import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .writes("migrations/0003_stock.sql", """-- d4:allow fails-from-empty this one is to stop the release itself
CREATE TABLE stock (product_id INTEGER PRIMARY KEY);
INSERT INTO stock VALUES (1);
INSERT INTO stock VALUES (1);
""")
    .commits()
