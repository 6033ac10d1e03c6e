package org.ringdesk.calls;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ringdesk.calls.*}.
 *
 * @param ringing a call that nobody has answered is given up when nothing was heard of it for so long
 * @param talking the same for a call that was answered
 * @param callBackWithin so soon somebody who was not answered should be called back
 * @param keepMonths how many whole months the log keeps besides the present one; 0 keeps all
 */
@ConfigurationProperties("ringdesk.calls")
record CallSettings(
        @DefaultValue("15m") Duration ringing,
        @DefaultValue("6h") Duration talking,
        @DefaultValue("4h") Duration callBackWithin,
        @DefaultValue("24") int keepMonths) {}
