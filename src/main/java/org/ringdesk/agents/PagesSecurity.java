package org.ringdesk.agents;

import jakarta.servlet.DispatcherType;
import org.ringdesk.web.PageHeaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** How pages know who asks, and what they tell whoever may not; who may what stands in {@link AccessTable}. */
@Configuration(proxyBeanMethods = false)
class PagesSecurity {
    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            AccessRules rules,
            SignInRequired signInRequired,
            PageRefusals refusals,
            AfterSignIn afterSignIn,
            SignInFailed signInFailed,
            SignIns signIns,
            SignInTokens tokens,
            KnownDevices devices) {
        http.authorizeHttpRequests(asked -> asked.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access(rules))
                .formLogin(form -> form.loginPage("/login")
                        .authenticationDetailsSource(devices::attempt)
                        .successHandler(afterSignIn)
                        .failureHandler(signInFailed))
                .logout(out -> out.addLogoutHandler(signIns)
                        .logoutSuccessHandler(
                                (request, response, who) -> SignInRequired.seeOther(response, "/login?signed-out")))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(signInRequired).accessDeniedHandler(refusals))
                .securityContext(context -> context.securityContextRepository(signIns))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(new MaskedTokens()))
                .addFilterAfter(new SignInRenewal(signIns), SecurityContextHolderFilter.class)
                .addFilterBefore(new RoleFirst(rules, refusals, signInRequired), CsrfFilter.class)
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
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(PageHeaders.CONTENT_SECURITY_POLICY))
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
