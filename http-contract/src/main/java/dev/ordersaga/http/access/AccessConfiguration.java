package dev.ordersaga.http.access;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.OPTIONS;

import dev.ordersaga.http.body.RefusedRequests;
import dev.ordersaga.http.log.RateLimitedLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Wiring of access control: one filter chain per port. The paths are a coarse rule that the annotations of the handlers
 * refine.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(JwtSettings.class)
public class AccessConfiguration {

    private static final List<String> OPEN =
            List.of("/payments/webhooks/**", "/operations", "/operations/**", "/actuator", "/actuator/**");
    private static final String ORDERS = "/orders/**";

    @Bean
    ListeningPorts listeningPorts(ObjectProvider<OperatorsPort> operators) {
        return new ListeningPorts(operators.getIfAvailable());
    }

    @Bean
    CallerResolver callerResolver(
            ObjectProvider<ApiKeys> keys, JwtSettings jwt, ObjectProvider<Clock> clock, UnknownCallerLimit limit) {
        RateLimitedLog refused = new RateLimitedLog(LoggerFactory.getLogger(CallerResolver.class), System::nanoTime);
        JwtCallers tokens = jwt.isEnabled()
                ? new JwtCallers(jwt, IssuerKeys.of(jwt), clock.getIfAvailable(Clock::systemUTC))
                : null;
        ApiKeys known = keys.getIfAvailable(() -> (key, beforeLookUp) -> Optional.empty());
        return new CallerResolver(known, tokens, limit, refused);
    }

    @Bean
    AccessProblems accessProblems(RefusedRequests refused, UnknownCallerLimit limit) {
        return new AccessProblems(refused, limit);
    }

    @Bean
    HttpFirewall httpFirewall() {
        return new UnchangedRequests();
    }

    /** Each filter as a span of its own would cost more than the filters. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Health and metrics, without callers: reachable on loopback, or as the network permits. They change nothing. */
    @Bean
    @Order(1)
    SecurityFilterChain managementAccess(HttpSecurity http, ListeningPorts ports, AccessProblems problems) {
        return stateless(http)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .securityMatcher(ports::isManagement)
                .authorizeHttpRequests(rules -> rules.requestMatchers(GET)
                        .permitAll()
                        .requestMatchers(HEAD)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain operationsAccess(
            HttpSecurity http, ListeningPorts ports, CallerResolver callers, AccessProblems problems) {
        return authenticated(http, callers, problems)
                .securityMatcher(ports::isOperators)
                .authorizeHttpRequests(rules -> rules.requestMatchers(GET)
                        .hasAuthority(Scope.OPS_READ.text())
                        .requestMatchers(HEAD)
                        .hasAuthority(Scope.OPS_READ.text())
                        .anyRequest()
                        .hasAnyAuthority(Scope.OPS_WRITE.text(), Scope.OPS_ADMIN.text()))
                .build();
    }

    /** Paths of the public port that no token is read for; what is on another port does not exist here, for anyone. */
    @Bean
    @Order(3)
    SecurityFilterChain openAccess(HttpSecurity http) {
        RequestMatcher open = new OrRequestMatcher(Stream.concat(
                        Stream.of(matcher(OPTIONS, "/**")), OPEN.stream().map(path -> matcher(null, path)))
                .toList());
        return stateless(http)
                .securityMatcher(open)
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain publicAccess(HttpSecurity http, CallerResolver callers, AccessProblems problems) {
        return authenticated(http, callers, problems)
                .authorizeHttpRequests(rules -> rules.requestMatchers(GET, ORDERS)
                        .hasAuthority(Scope.ORDERS_READ.text())
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static RequestMatcher matcher(@Nullable HttpMethod method, String path) {
        PathPatternRequestMatcher.Builder matcher = PathPatternRequestMatcher.withDefaults();
        return method == null ? matcher.matcher(path) : matcher.matcher(method, path);
    }

    private static HttpSecurity authenticated(HttpSecurity http, CallerResolver callers, AccessProblems problems) {
        return stateless(http)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new BearerTokens())
                        .authenticationManagerResolver(callers)
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems));
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        // The default would remember a refused request in a session, with a cookie.
        http.setSharedObject(RequestCache.class, new NullRequestCache());
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()));
    }

    @Bean
    ScopeCheck scopeCheck(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new ScopeCheck(mappings);
    }

    @Bean
    WebMvcConfigurer scopes() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                // Last: what is on another port does not exist, whatever the scopes are.
                registry.addInterceptor(new ScopeInterceptor()).order(Ordered.LOWEST_PRECEDENCE);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }
}
