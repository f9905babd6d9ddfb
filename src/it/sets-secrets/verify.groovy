import com.pmerit.d4.it.Shop

assert Shop.at(basedir, localRepositoryPath)
    .said("MAIL_KEY in staging")
    .said("-DMAIL_KEY (not shown) is no place for a secret's value")
    .said("with MAIL_KEY, all else")
    .said("with PAYMENT_KEY, all else")
    .ended("DONE", 0)
    .gotSecrets("shop-staging", "MAIL_KEY", "PAYMENT_KEY")
    .neverTold("it-in-sight-3f0b52")
    .neverTold("it-of-the-environment-91c4a7")
    .neverTold("it-of-the-settings-5d83e6")
