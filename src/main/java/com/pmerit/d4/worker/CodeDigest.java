package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.WorkerModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The name that a piece of code has in every environment: equal digests are equal code under equal rules of the runtime.
 * Bindings, variables and secrets differ from environment to environment and take no part; nor do source maps, which
 * hold paths of the machine that built them. Where static files come with the code, the second half is theirs: a version tells in one
 * tag of 100 bytes what both are, and the code that Cloudflare gives back can still be held against it without the files.
 *
 * @param hex SHA-256 in 64 lower-case hexadecimal digits; or half of that of the code, and half of that of its static files
 */
public record CodeDigest(String hex) {
    private static final int SHORT = 12;
    private static final int HALF = 32;

    public CodeDigest {
        if (!isDigest(hex)) {
            throw new IllegalArgumentException("not a code digest: " + hex);
        }
    }

    /** Whether a text, such as a version's tag, is a code digest. */
    public static boolean isDigest(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    /**
     * Computes the digest: modules sorted by name, each with type and SHA-256; compatibility date and flags. Then the static files, if
     * there are some: paths, hashes, and how they are served.
     */
    public static CodeDigest of(Bundle bundle) {
        String code = ofCode(bundle);
        return new CodeDigest(bundle.assets()
                .map(assets -> code.substring(0, HALF) + assets.digest().substring(0, HALF))
                .orElse(code));
    }

    private static String ofCode(Bundle bundle) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        line(digest, "d4-code-1");
        line(digest, bundle.mainModule());
        bundle.code().stream().sorted(Comparator.comparing(WorkerModule::name)).forEach(module -> {
            line(digest, module.name());
            line(digest, module.type().contentType());
            line(digest, DigestUtils.sha256Hex(module.content()));
        });
        line(digest, bundle.compatibilityDate());
        bundle.compatibilityFlags().stream().sorted().forEach(flag -> line(digest, flag));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether the code is the same, whatever static files come with it. */
    public boolean isCodeOf(CodeDigest other) {
        return hex.substring(0, HALF).equals(other.hex.substring(0, HALF));
    }

    /** What tells the static files of this version from others, for a person. Says nothing of a version that has none. */
    String assetsShortForm() {
        return hex.substring(HALF, HALF + SHORT);
    }

    /** The first digits, enough for a person to tell two digests apart. */
    public String shortForm() {
        return hex.substring(0, SHORT);
    }

    /** Lines carry their length, so that no two lists of lines run into the same bytes. */
    private static void line(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
