package org.ringdesk.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Answers what no page can, because Tomcat could not even read the request: an address with forbidden bytes, a header without end. */
@Component
class UnreadableRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private final MessageSource messages;
    private final Language fallback;

    UnreadableRequests(MessageSource messages, ViewSettings settings) {
        this.messages = messages;
        this.fallback = settings.fallback();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass("");
                host.getPipeline().addValve(new Report());
            }
        });
    }

    /** After Spring Boot's own report, and so nearer to the request. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private final class Report extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            response.setContentType("text/html");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cache-Control", "no-store");
            try {
                Writer writer = response.getReporter();
                if (writer != null) {
                    writer.write(page(response.getStatus(), language(request)));
                    response.finishResponse();
                }
            } catch (IOException e) {
                container.getLogger().debug("whoever asked is gone", e);
            }
        }

        private Language language(Request request) {
            return Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                    .orElse(fallback);
        }

        private String page(int status, Language language) {
            return """
                    <!doctype html>
                    <html lang="%4$s">
                    <head><meta charset="utf-8"><title>%1$s</title><link rel="stylesheet" href="/css/ringdesk.css"></head>
                    <body data-page="error">
                    <main><div class="card oops" data-status="%2$d"><h1>%1$s</h1><p><a class="button" href="/">%3$s</a></p></div></main>
                    </body>
                    </html>
                    """.formatted(
                            text(status >= 500 ? "web.refused.500" : "web.refused.unreadable", language),
                            status,
                            text("web.error.home", language),
                            language.tag());
        }

        private String text(String key, Language language) {
            return HtmlUtils.htmlEscape(String.valueOf(messages.getMessage(key, null, language.locale())));
        }
    }
}
