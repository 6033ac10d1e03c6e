package org.ringdesk.bounds;

import java.net.InetAddress;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMaskSet;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The proxies in front, as {@code server.tomcat.remoteip.internal-proxies} names them; none unless they are believed. */
@Component
class Proxies {
    private final Predicate<String> named;

    Proxies(Environment environment, TomcatServerProperties tomcat) {
        boolean believed = "native".equalsIgnoreCase(environment.getProperty("server.forward-headers-strategy"));
        this.named = believed ? named(tomcat.getRemoteip().getInternalProxies()) : address -> false;
    }

    /** Networks with commas between, or a regular expression, as Tomcat's own valve has it. */
    private static Predicate<String> named(String proxies) {
        if (proxies.indexOf('/') < 0) {
            return Pattern.compile(proxies).asMatchPredicate();
        }
        var networks = new NetMaskSet();
        networks.addAll(proxies);
        return address -> networks.contains(InetAddress.ofLiteral(address));
    }

    boolean contains(String address) {
        return named.test(address);
    }
}
