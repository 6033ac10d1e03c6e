package org.ringdesk.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "::ffff:192.0.2.7, 192.0.2.7, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "fe80::1%eth0, fe80:0:0:0::2, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "no address, no address, true",
        "'', '', true"
    })
    void ipv4IsToldApartByAddressAndIpv6ByNetwork(String one, String other, boolean same) {
        assertThat(Subnet.of(one).equals(Subnet.of(other))).isEqualTo(same);
    }
}
