import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .ended("DONE", 4)
    .neverAskedCloudflare()
    .has("target/runs-executions-in-a-jar-project-1.0.0.jar")
