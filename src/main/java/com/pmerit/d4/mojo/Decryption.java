package com.pmerit.d4.mojo;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Decrypts what settings.xml keeps encrypted. Maven 4 hands it over decrypted, and then this changes nothing. */
final class Decryption {
    private static final Pattern ENCRYPTED = Pattern.compile("(?s).*\\{[^}]+}.*");

    private final SettingsDecrypter decrypter;

    Decryption(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /** A password in clear, empty when there is none, or why it could not be had. */
    record Password(String value, Optional<String> trouble) {
        @Override
        public String toString() {
            return "Password[" + trouble.orElse("in clear") + "]";
        }
    }

    Password of(Server server) {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        return password(result, Optional.ofNullable(result.getServer()).map(Server::getPassword));
    }

    Password of(Proxy proxy) {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        return password(result, Optional.ofNullable(result.getProxy()).map(Proxy::getPassword));
    }

    private static Password password(SettingsDecryptionResult result, Optional<String> decrypted) {
        String problems = result.getProblems().stream()
                .filter(problem -> problem.getSeverity() != SettingsProblem.Severity.WARNING)
                .map(SettingsProblem::getMessage)
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            return new Password("", Optional.of(problems));
        }
        String value = decrypted.orElse("");
        return ENCRYPTED.matcher(value).matches()
                ? new Password("", Optional.of("Maven handed it over still encrypted"))
                : new Password(value, Optional.empty());
    }
}
