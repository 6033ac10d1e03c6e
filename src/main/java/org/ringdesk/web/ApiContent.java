package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What a program gets that accepts none of what the API has: that, all the same (RFC 9110, section 12.5.1). Its request may
 * have been carried out already, and phone systems send {@code Accept} without thinking of it.
 */
@Configuration(proxyBeanMethods = false)
class ApiContent implements WebMvcConfigurer {
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(List.of(new WhateverThereIs()));
    }

    private static final class WhateverThereIs extends HeaderContentNegotiationStrategy {
        @Override
        public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
            List<MediaType> accepted = super.resolveMediaTypes(request);
            HttpServletRequest asked = request.getNativeRequest(HttpServletRequest.class);
            if (asked == null || !asked.getRequestURI().startsWith("/api/")) {
                return accepted;
            }
            List<MediaType> all = new ArrayList<>(accepted);
            all.add(MediaType.ALL);
            return all;
        }
    }
}
