package org.ringdesk.bounds;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What clients may make the server keep.
 *
 * @param connections of clients that nobody knows, in all; beyond it the address with the most loses its oldest
 * @param connectionsPerAddress of them from one IPv4 address or one IPv6 /64
 * @param connectionsPerAccount that are not counted among the unknown, for one account or API token
 * @param requestsAtOnce of one account, token or feed worked on at the same time; others wait, at most {@code patience}
 * @param strangersAtOnce the same of all unknown clients together; 0 for half as many as there are processors
 * @param patience how long a request waits for its turn before it is answered with 429, one of an unknown client with 503
 * @param head until a request's last header
 * @param body until the last byte of an unknown client's body; others have it for each started megabyte
 * @param answer until an unknown client's request is over, and how long its connection may idle
 * @param unknownBody the largest body of an unknown client
 * @param unreadAnswers what is kept in all of answers that unknown clients have not taken yet; beyond it they are told 503
 * @param largestBody the largest body of everybody else, but for imports
 */
@ConfigurationProperties("ringdesk.bounds")
record BoundsSettings(
        @DefaultValue("1000") int connections,
        @DefaultValue("100") int connectionsPerAddress,
        @DefaultValue("200") int connectionsPerAccount,
        @DefaultValue("4") int requestsAtOnce,
        @DefaultValue("0") int strangersAtOnce,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("10s") Duration head,
        @DefaultValue("15s") Duration body,
        @DefaultValue("30s") Duration answer,
        @DefaultValue("32KB") DataSize unknownBody,
        @DefaultValue("48MB") DataSize unreadAnswers,
        @DefaultValue("1MB") DataSize largestBody) {
    BoundsSettings {
        if (strangersAtOnce == 0) {
            strangersAtOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
    }
}
