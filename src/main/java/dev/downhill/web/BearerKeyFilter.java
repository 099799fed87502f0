package dev.downhill.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads a key from {@code Authorization: Bearer} (RFC 6750). */
final class BearerKeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "bearer ";

    private final AuthenticationManager keys;
    private final AuthenticationEntryPoint refusal;

    BearerKeyFilter(AuthenticationManager keys, AuthenticationEntryPoint refusal) {
        this.keys = keys;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = key(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (key != null) {
            try {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(
                        keys.authenticate(UsernamePasswordAuthenticationToken.unauthenticated("", key)));
                SecurityContextHolder.setContext(context);
            } catch (AuthenticationException e) {
                refusal.commence(request, response, e);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String key(@Nullable String authorization) {
        return authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? null
                : authorization.substring(SCHEME.length()).strip();
    }
}
