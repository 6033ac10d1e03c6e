package org.ringdesk.agents;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Which scope each part of the API needs. A new part needs its line here: without one any token opens it, and
 * a test fails. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, ApiTokens tokens, ApiRefusals refusals) {
        http.securityMatcher("/api/**", "/phone/**", "/actuator/prometheus")
                .authorizeHttpRequests(
                        rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                // These carry a token of their own in the address.
                                .requestMatchers("/api/v1/cti/**", "/phone/**")
                                .permitAll()
                                .requestMatchers("/actuator/prometheus")
                                .hasAuthority(Scope.METRICS_READ.authority())
                                .requestMatchers("/api/v1/simulator/**")
                                .hasAuthority(Scope.PBX_WRITE.authority())
                                .requestMatchers("/api/v1/callers/**")
                                .hasAuthority(Scope.CALLERS_READ.authority())
                                .requestMatchers("/api/v1/match/**")
                                .hasAuthority(Scope.PEOPLE_READ.authority())
                                .requestMatchers(HttpMethod.GET, "/api/v1/people/**")
                                .hasAuthority(Scope.PEOPLE_READ.authority())
                                .requestMatchers("/api/v1/people/**")
                                .hasAuthority(Scope.PEOPLE_WRITE.authority())
                                .requestMatchers(HttpMethod.GET, "/api/v1/records/**")
                                .hasAuthority(Scope.RECORDS_READ.authority())
                                .requestMatchers("/api/v1/statuses", "/api/v1/categories", "/api/v1/priorities")
                                .hasAuthority(Scope.RECORDS_READ.authority())
                                .requestMatchers("/api/v1/calls/**", "/api/v1/callbacks/**")
                                .hasAuthority(Scope.CALLS_READ.authority())
                                .requestMatchers("/api/v1/records/**")
                                .hasAuthority(Scope.RECORDS_WRITE.authority())
                                .anyRequest()
                                .authenticated())
                .addFilterBefore(new BearerTokens(tokens), AuthorizationFilter.class)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(PagesSecurity::headers);
        return http.build();
    }
}
