package org.ringdesk.agents;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may open which page. What no line allows is for agents. */
@Configuration(proxyBeanMethods = false)
class PagesSecurity {
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            SignInRequired signInRequired,
            PageRefusals refusals,
            AfterSignIn afterSignIn,
            SignInFailed signInFailed,
            SignIns signIns,
            SignInTokens tokens,
            KnownDevices devices) {
        http.authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/login", "/language", "/index.jsp", "/setup/**", "/invitation/**", "/error")
                        .permitAll()
                        .requestMatchers("/css/**", "/js/**", "/img/**", "/webjars/**", "/favicon*")
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(
                                "/accounts/**",
                                "/groups/**",
                                "/tokens/**",
                                "/settings/**",
                                "/phone-systems/**",
                                "/simulator/**",
                                "/calls/agents/**",
                                "/people/*/delete",
                                "/people/import/**")
                        .hasRole("ADMINISTRATOR")
                        .requestMatchers("/account/extension/**", "/account/calls")
                        .hasRole("AGENT")
                        .requestMatchers("/", "/account/**", "/unsaved", "/logout")
                        .authenticated()
                        .anyRequest()
                        .hasRole("AGENT"))
                .formLogin(form -> form.loginPage("/login")
                        .authenticationDetailsSource(devices::attempt)
                        .successHandler(afterSignIn)
                        .failureHandler(signInFailed))
                .logout(out -> out.addLogoutHandler(signIns).logoutSuccessUrl("/login?signed-out"))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(signInRequired).accessDeniedHandler(refusals))
                .securityContext(context -> context.securityContextRepository(signIns))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(new MaskedTokens()))
                .addFilterAfter(new SignInRenewal(signIns), SecurityContextHolderFilter.class)
                .requestCache(RequestCacheConfigurer::disable)
                .headers(PagesSecurity::headers);
        return http.build();
    }

    /** A timer around each filter of the chain costs more than the filters; Tomcat's and Spring MVC's stay. */
    @Bean
    SecurityObservationSettings noTimerAroundFilters() {
        return SecurityObservationSettings.noObservations();
    }

    static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }

    /** Links carry whatever phones send: only what no program of this century can read is refused, with 400. */
    @Bean
    StrictHttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterNames(name -> name.indexOf('\0') < 0);
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }
}
