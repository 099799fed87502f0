package dev.downhill.security;

import dev.downhill.api.Problem;
import dev.downhill.api.ProblemWriter;
import dev.downhill.api.WebProperties;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Configures access to the service: its users, the pages that may call it, and the security headers of the answers. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

    private static final List<String> HEADERS_OF_ANSWERS =
            List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, "Preference-Applied");

    /** The figure that other pages load, and its modules. */
    private static final String SCRIPTS = "/embed/*.js";

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            SecurityProperties properties,
            KeyRing keys,
            WrongKeys wrongKeys,
            WebProperties web,
            CorsConfigurationSource corsConfigurationSource,
            ProblemWriter problems) {
        http.csrf(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .addFilter(pages(corsConfigurationSource, problems))
                .headers(headers -> headers(headers, new Framing(web.frameAncestors())));
        if (!keys.asksForKeys()) {
            log.warn("No keys are set: anyone who reaches this service can use it (downhill.security.keys)");
            return http.anonymous(AbstractHttpConfigurer::disable)
                    .exceptionHandling(AbstractHttpConfigurer::disable)
                    .build();
        }
        log.info(
                "Keys are set for {} and {}",
                students(keys.students().size()),
                properties.keys().teacher() == null ? "no teacher" : "a teacher");
        var refusal = new KeyNeeded(problems);
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/actuator/health/**")
                                .permitAll()
                                .requestMatchers(SignInPage.needsNoKey())
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal))
                .addFilterBefore(new KeyFilter(keys, wrongKeys, refusal, problems), AnonymousAuthenticationFilter.class)
                .build();
    }

    /** Refuses pages of other origins by a problem, where Spring would write a text. */
    private static CorsFilter pages(CorsConfigurationSource cors, ProblemWriter problems) {
        var filter = new CorsFilter(cors);
        filter.setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                if (response instanceof ServletServerHttpResponse servlet) {
                    problems.write(
                            servlet.getServletResponse(),
                            Problem.answer(
                                    HttpStatus.FORBIDDEN,
                                    "origin-not-allowed",
                                    "The page may not send this request",
                                    "`downhill.web.cors-origins` does not list the origin of the page, or pages of other"
                                            + " origins may not use this method or header"));
                }
            }
        });
        return filter;
    }

    private static String students(int count) {
        return count == 1 ? "one student" : count + " students";
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, Framing framing) {
        headers.withObjectPostProcessor(new Early())
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                .addHeaderWriter(framing)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(new ContentPolicy(framing));
    }

    /** Writes headers eagerly, because HEAD responses may commit early. */
    private static final class Early implements ObjectPostProcessor<HeaderWriterFilter> {
        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    }

    /** Lets every method through: the answer to one that a path does not have is 405, with those that it has. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    /** Says why a path was refused before a controller saw it. */
    @Bean
    RequestRejectedHandler rejected(ProblemWriter problems) {
        return (request, response, e) -> problems.write(
                response,
                Problem.answer(
                        HttpStatus.BAD_REQUEST,
                        "request-rejected",
                        "The request is not allowed",
                        "a path has no empty parts, no '.' or '..', no ';', and neither a control character nor an encoded '/',"
                                + " '\\' or '%'; a header has no control character"));
    }

    /** Spring Security would observe each of its filters; they took an eighth of the time of a short request. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** A browser loads a module from another origin only so; the scripts hold nothing of any user. */
    private static CorsConfiguration scripts() {
        var scripts = new CorsConfiguration();
        scripts.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        scripts.setAllowedMethods(List.of("GET", "HEAD"));
        return scripts;
    }

    @Bean
    CorsConfigurationSource corsConfigurationSource(WebProperties properties) {
        var named = new CorsConfiguration();
        named.setAllowedOrigins(properties.corsOrigins());
        named.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
        named.setAllowedHeaders(List.of("*"));
        named.setExposedHeaders(HEADERS_OF_ANSWERS);
        named.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration(SCRIPTS, scripts());
        if (!properties.corsOrigins().isEmpty()) {
            source.registerCorsConfiguration("/**", named);
        }
        return source;
    }
}
