package org.ringdesk.pops;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ringdesk.pops.*}.
 *
 * @param streams of one account at a time; the oldest give way
 * @param allStreams of this node; further ones are refused with 503
 * @param notices how long a stream can be resumed
 * @param kept how long it is kept how forms came to agents
 */
@ConfigurationProperties("ringdesk.pops")
record PopSettings(
        @DefaultValue("20") int streams,
        @DefaultValue("3000") int allStreams,
        @DefaultValue("1d") Duration notices,
        @DefaultValue("730d") Duration kept) {}
