package org.ringdesk.pbx.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs requests in with user and password (RFC 3261, section 22; RFC 7616; RFC 8760). Not safe for several threads. */
final class Digest {
    /** The best last. */
    private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256", "SHA-512-256");

    private static final Map<String, String> IN_JAVA =
            Map.of("MD5", "MD5", "SHA-256", "SHA-256", "SHA-512-256", "SHA-512/256");
    private static final String SESSION = "-sess";

    /** A challenge with longer parts cannot be met: they are repeated in each request. */
    private static final int LONGEST_PART = 512;

    private final String user;
    private final String secret;
    private final String cnonce;
    private final Strongest strongest;
    private boolean weaker;
    private @Nullable Challenge challenge;
    private int count;

    /** @param cnonce random, for the life of this object */
    Digest(String user, String secret, String cnonce) {
        this(user, secret, cnonce, new Strongest());
    }

    /** @param strongest of earlier connections to the same phone system */
    Digest(String user, String secret, String cnonce, Strongest strongest) {
        this.strongest = strongest;
        this.user = user;
        this.secret = secret;
        this.cnonce = cnonce;
    }

    private record Challenge(
            boolean proxy, String realm, String nonce, String opaque, String algorithm, boolean session, boolean qop) {
        int strength() {
            return ALGORITHMS.indexOf(algorithm);
        }
    }

    /** The nonce that requests are signed with from now on; empty while nobody asked. */
    String nonce() {
        return challenge == null ? "" : challenge.nonce;
    }

    /** Whether it was asked for the password in a worse way than before, and nothing better; nothing is signed so. */
    boolean weaker() {
        return weaker;
    }

    /** Whether requests are signed in the way of RFC 2069. */
    boolean weak() {
        return challenge != null && challenge.strength() == 0 && !challenge.qop;
    }

    /** The phone system let Ringdesk in. */
    void accepted() {
        if (challenge != null) {
            strongest.accepted(challenge.strength(), challenge.qop);
        }
    }

    /** Takes a challenge; false where it has none that can be met. */
    boolean challenged(SipMessage response) {
        boolean proxy = response.status() == 407;
        @Nullable
        Challenge best = response.headers().stream()
                .filter(header -> header.is(proxy ? "Proxy-Authenticate" : "WWW-Authenticate"))
                .map(header -> challenge(header.value(), proxy))
                .filter(offer -> offer != null && offer.strength() >= 0)
                .max(Comparator.comparingInt(Challenge::strength).thenComparing(Challenge::qop))
                .orElse(null);
        weaker = best != null && !strongest.allows(best.strength(), best.qop);
        if (best == null || weaker) {
            return false;
        }
        challenge = best;
        count = 0;
        return true;
    }

    /** Whether only the nonce was too old, not the password wrong. */
    static boolean stale(SipMessage response) {
        String header = response.header(response.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate");
        return header.toLowerCase(Locale.ROOT).matches(".*\\bstale\\s*=\\s*\"?true.*");
    }

    private static @Nullable Challenge challenge(String value, boolean proxy) {
        if (!value.regionMatches(true, 0, "Digest ", 0, 7)) {
            return null;
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : SipText.split(value.substring(7), ',')) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2) {
                parts.put(pair[0].strip().toLowerCase(Locale.ROOT), SipText.unquoted(pair[1].strip()));
            }
        }
        if (parts.values().stream().anyMatch(part -> part.length() > LONGEST_PART)) {
            return null;
        }
        String algorithm = parts.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        boolean session = algorithm.endsWith(SESSION.toUpperCase(Locale.ROOT));
        List<String> qop = List.of(parts.getOrDefault("qop", "").split("\\s*,\\s*"));
        if (parts.containsKey("qop") && !qop.contains("auth")) {
            return null;
        }
        return new Challenge(
                proxy,
                parts.getOrDefault("realm", ""),
                parts.getOrDefault("nonce", ""),
                parts.getOrDefault("opaque", ""),
                session ? algorithm.substring(0, algorithm.length() - SESSION.length()) : algorithm,
                session,
                qop.contains("auth"));
    }

    /** The request with what signs it in; as it is while nobody asked for that. */
    SipMessage signed(SipMessage request) {
        @Nullable Challenge asked = challenge;
        SipMessage bare = request.without("Authorization").without("Proxy-Authorization");
        return asked == null
                ? bare
                : bare.with(asked.proxy ? "Proxy-Authorization" : "Authorization", value(asked, bare));
    }

    private String value(Challenge asked, SipMessage request) {
        String counted = "%08x".formatted(++count);
        String uri = request.uri();
        String first = hash(asked, user + ':' + asked.realm + ':' + secret);
        if (asked.session) {
            first = hash(asked, first + ':' + asked.nonce + ':' + cnonce);
        }
        String second = hash(asked, request.method() + ':' + uri);
        String middle = asked.qop ? asked.nonce + ':' + counted + ':' + cnonce + ":auth" : asked.nonce;
        var text = new StringBuilder("Digest username=")
                .append(SipText.quoted(user))
                .append(", realm=")
                .append(SipText.quoted(asked.realm))
                .append(", nonce=")
                .append(SipText.quoted(asked.nonce))
                .append(", uri=")
                .append(SipText.quoted(uri))
                .append(", response=\"")
                .append(hash(asked, first + ':' + middle + ':' + second))
                .append("\", algorithm=")
                .append(asked.algorithm)
                .append(asked.session ? SESSION : "");
        if (asked.qop) {
            text.append(", qop=auth, nc=").append(counted);
        }
        if (asked.qop || asked.session) {
            text.append(", cnonce=\"").append(cnonce).append('"');
        }
        if (!asked.opaque.isEmpty()) {
            text.append(", opaque=").append(SipText.quoted(asked.opaque));
        }
        return text.toString();
    }

    private static String hash(Challenge asked, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(IN_JAVA.getOrDefault(asked.algorithm, asked.algorithm));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(asked.algorithm + " is missing from this Java runtime", e);
        }
    }
}
