import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture)
    .writes("migrations/0003_products_anew.sql", """PRAGMA foreign_keys = OFF;
CREATE TABLE products_anew (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sku TEXT);
INSERT INTO products_anew (id, name) SELECT id, name FROM products;
DROP TABLE products;
ALTER TABLE products_anew RENAME TO products;
""")
    .commits()
