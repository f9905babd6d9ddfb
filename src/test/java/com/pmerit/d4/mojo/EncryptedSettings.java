package com.pmerit.d4.mojo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** Maven's own encryption with a settings-security.xml of the test's. */
final class EncryptedSettings {
    private static final String MASTER = "the master password";

    private final Path security;
    private final DefaultPlexusCipher cipher = new DefaultPlexusCipher();

    EncryptedSettings(Path directory) throws Exception {
        this.security = directory.resolve("settings-security.xml");
        Files.writeString(
                security,
                "<settingsSecurity><master>"
                        + cipher.encryptAndDecorate(MASTER, DefaultSecDispatcher.SYSTEM_PROPERTY_SEC_LOCATION)
                        + "</master></settingsSecurity>");
    }

    String encrypted(String value) throws Exception {
        return cipher.encryptAndDecorate(value, MASTER);
    }

    Decryption decryption() {
        return new Decryption(decrypter(security));
    }

    /** As on a machine without settings-security.xml. */
    Decryption lockedOut() {
        return new Decryption(decrypter(security.resolveSibling("nowhere.xml")));
    }

    private SettingsDecrypter decrypter(Path file) {
        return new DefaultSettingsDecrypter(new DefaultSecDispatcher(cipher, Map.of(), file.toString()));
    }
}
