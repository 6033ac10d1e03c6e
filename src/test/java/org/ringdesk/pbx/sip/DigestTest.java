package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.pbx.sip.SipMessage.Header;

/** Passwords as the examples of RFC 7616, section 3.9.1, have them. */
class DigestTest {
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private final Digest digest = new Digest("Mufasa", "Circle of Life", CNONCE);
    private final SipMessage request = SipMessage.request("GET", "/dir/index.html", List.of());

    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void theExamplesOfTheStandardComeOut(String algorithm, String expected) {
        digest.challenged(challenge(asks(algorithm)));

        assertThat(part("response")).isEqualTo(expected);
        assertThat(part("nc")).isEqualTo("00000002");
        assertThat(part("opaque")).isEqualTo("x");
    }

    @Test
    void theStrongestIsTaken() {
        digest.challenged(challenge(asks("MD5"), asks("SHA-256"), asks("FANCY")));

        assertThat(part("algorithm")).isEqualTo("SHA-256");
    }

    @Test
    void anOldServerAsksWithoutQop() {
        digest.challenged(challenge("Digest realm=\"asterisk\",nonce=\"abc\""));

        assertThat(part("response")).hasSize(32);
        assertThat(digest.signed(request).header("Authorization")).doesNotContain("qop", "nc=");
    }

    @Test
    void aProxyIsAnsweredAsOne() {
        digest.challenged(new SipMessage(
                "SIP/2.0 407 Proxy", List.of(new Header("Proxy-Authenticate", asks("MD5"))), new byte[0]));

        assertThat(digest.signed(request).header("Proxy-Authorization")).startsWith("Digest username=\"Mufasa\"");
    }

    @Test
    void whatCannotBeMetIsNotTaken() {
        assertThat(digest.challenged(challenge("Basic realm=\"x\""))).isFalse();
        assertThat(digest.challenged(challenge("Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\"")))
                .isFalse();
        assertThat(digest.signed(request).header("Authorization")).isEmpty();
    }

    @Test
    void onlyTheNonceMayBeTooOld() {
        assertThat(Digest.stale(challenge(asks("MD5") + ", stale=TRUE"))).isTrue();
        assertThat(Digest.stale(challenge(asks("MD5")))).isFalse();
    }

    private static String asks(String algorithm) {
        return "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", opaque=\"x\", algorithm=" + algorithm
                + ", nonce=\"" + NONCE + '"';
    }

    private static SipMessage challenge(String... values) {
        List<Header> headers = List.of(values).stream()
                .map(value -> new Header("WWW-Authenticate", value))
                .toList();
        return new SipMessage("SIP/2.0 401 Unauthorized", headers, new byte[0]);
    }

    /** Of the first answer, or the count of the second one. */
    private String part(String name) {
        String value = digest.signed(request).header("Authorization");
        return SipText.split(value.substring("Digest ".length()), ',').stream()
                .filter(part -> part.startsWith(name + '='))
                .map(part -> SipText.unquoted(part.substring(name.length() + 1)))
                .findFirst()
                .orElse("");
    }
}
