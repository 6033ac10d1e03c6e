package org.ringdesk.platform;

import jakarta.servlet.Filter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;

/** Does to a server of the tests, once it is ready, what running out of memory may do: {@code test.wound} says what. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("test.wound")
class Wounds {
    private final String wound;

    Wounds(@Value("${test.wound}") String wound) {
        this.wound = wound;
    }

    @EventListener
    void strike(ApplicationReadyEvent ready) throws Exception {
        switch (wound) {
            case "acceptor" -> call(field(endpoint(ready), "acceptor"), "stopMillis", 10);
            case "poller" -> call(field(endpoint(ready), "poller"), "destroy");
            case "port" -> call(field(endpoint(ready), "serverSock"), "close");
            case "notices" ->
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals(wound))
                        .forEach(Thread::interrupt);
            default -> {}
        }
    }

    /** Takes memory without end where {@code /test/hunger} is asked for, and takes no notice of there being none left. */
    @Bean
    FilterRegistrationBean<Filter> hunger() {
        var hunger = new FilterRegistrationBean<Filter>((request, response, chain) -> eat());
        hunger.addUrlPatterns("/test/hunger");
        hunger.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return hunger;
    }

    @SuppressWarnings("ModifiedButNotUsed")
    private static void eat() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            try {
                kept.add(new byte[1_000_000]);
            } catch (OutOfMemoryError caught) {
                return;
            }
        }
    }

    private static Object endpoint(ApplicationReadyEvent ready) throws Exception {
        var web = (ServletWebServerApplicationContext) ready.getApplicationContext();
        Connector connector = java.util.Objects.requireNonNull((TomcatWebServer) web.getWebServer())
                .getTomcat()
                .getConnector();
        Field endpoint = AbstractProtocol.class.getDeclaredField("endpoint");
        endpoint.setAccessible(true);
        return endpoint.get(connector.getProtocolHandler());
    }

    private static Object field(Object of, String name) throws Exception {
        for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(of);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static void call(Object on, String name, Object... arguments) throws Exception {
        for (Class<?> type = on.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                    method.setAccessible(true);
                    method.invoke(on, arguments);
                    return;
                }
            }
        }
        throw new NoSuchMethodException(name);
    }
}
