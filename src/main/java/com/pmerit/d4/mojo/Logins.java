package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.contract.Fault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;

/**
 * Finds API token and account id: each in the environment, else in the server of settings.xml. Nowhere else, for what
 * stands in a POM is committed and what is given by {@code -D} is in the list of processes.
 */
final class Logins {
    static final String TOKEN = "CLOUDFLARE_API_TOKEN";
    static final String ACCOUNT = "CLOUDFLARE_ACCOUNT_ID";

    private final Map<String, String> variables;
    private final Settings settings;
    private final Decryption decryption;

    Logins(Map<String, String> variables, Settings settings, Decryption decryption) {
        this.variables = variables;
        this.settings = settings;
        this.decryption = decryption;
    }

    /**
     * Looks for them.
     *
     * @param serverId the id of the server in settings.xml
     */
    LoginReading read(String serverId) {
        Optional<Server> server = Optional.ofNullable(settings.getServer(serverId));
        Optional<String> token = variable(TOKEN);
        if (token.isPresent()) {
            return login(token.get(), "environment variable " + TOKEN, server, serverId);
        }
        if (server.isEmpty()) {
            return missing(serverId, "no API token is given");
        }
        Decryption.Password password = decryption.of(server.get());
        if (password.trouble().isPresent()) {
            return refused(
                    serverTag(serverId) + "<password>",
                    "cannot be decrypted: " + password.trouble().get(),
                    "Encrypt it anew with: mvn --encrypt-password  and check ~/.m2/settings-security.xml.");
        }
        return password.value().isBlank()
                ? missing(serverId, "the server " + serverId + " of settings.xml has no password")
                : login(password.value().strip(), sourceOf(serverId), server, serverId);
    }

    private LoginReading login(String token, String source, Optional<Server> server, String serverId) {
        Optional<String> variable = variable(ACCOUNT);
        Optional<String> account =
                variable.or(() -> server.map(Server::getUsername).filter(name -> !name.isBlank()));
        String accountSource = variable.isPresent() ? "environment variable " + ACCOUNT : sourceOf(serverId);
        try {
            Credential credential = new Credential(SecretValue.of(token), source);
            Optional<AccountId> id = account.map(String::strip).map(AccountId::new);
            return new LoginReading.Found(
                    new Login(credential, id, id.isPresent() ? accountSource : "", Set.of(token)));
        } catch (IllegalArgumentException malformed) {
            return refused(
                    "credentials",
                    String.valueOf(malformed.getMessage()),
                    "Looked at: " + source + (account.isPresent() ? ", and " + accountSource : "") + ".");
        }
    }

    private LoginReading missing(String serverId, String why) {
        String empty = variables.containsKey(TOKEN) ? "; " + TOKEN + " is set but empty" : "";
        return refused(
                "credentials",
                why + empty,
                "Set " + TOKEN + " and " + ACCOUNT + ", or write a <server> with the id " + serverId
                        + " in settings.xml: the account id as its username, the token as its password."
                        + " To try it without an account: -Dd4.sandbox.");
    }

    // An unset variable of a CI server arrives as an empty one.
    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static LoginReading refused(String tag, String problem, String remedy) {
        return new LoginReading.Refused(Fault.error(tag, "", problem, remedy));
    }

    private static String serverTag(String serverId) {
        return "settings.xml: <servers><server " + serverId + ">";
    }

    private static String sourceOf(String serverId) {
        return "server " + serverId + " of settings.xml";
    }
}
