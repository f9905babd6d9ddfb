import com.pmerit.d4.it.OpenedReport
import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("table stock")
    .said("added staging: database DB schema table stock")
    .has("migrations/0003_reconcile_production.sql")
    .has("target/d4/audit.json")
    .leftCloudflareUnchanged()

assert new File(stepSummary.toString()).text.contains("d4&#58;audit finds-what-was-made-by-hand")

assert OpenedReport.of(basedir, example).isForEveryoneAndAsksForNothing()
