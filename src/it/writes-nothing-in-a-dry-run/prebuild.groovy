import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath).opens(fixture).commits()
    .builds("deploy", "-Pstaging")
    .writes("migrations/0003_notes.sql", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);\n")
    .commits()
    .remembersCloudflare()
