package dev.downhill.security;

import dev.downhill.api.Problem;
import dev.downhill.api.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a key from {@code Authorization: Bearer} (RFC 6750), or from the password of {@code Basic} (RFC 7617). The key alone
 * says who sent the request, whatever name comes with it.
 */
final class KeyFilter extends OncePerRequestFilter {
    private static final String BEARER = "bearer ";

    private final KeyRing keys;
    private final WrongKeys wrongKeys;
    private final KeyNeeded refusal;
    private final ProblemWriter problems;
    private final BasicAuthenticationConverter basic = new BasicAuthenticationConverter();

    KeyFilter(KeyRing keys, WrongKeys wrongKeys, KeyNeeded refusal, ProblemWriter problems) {
        this.keys = keys;
        this.wrongKeys = wrongKeys;
        this.refusal = refusal;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String text = textOf(request);
        if (text != null) {
            KeyRing.Key key = keys.find(text);
            if (key == null || !wrongKeys.letsIn(key, request.getRemoteAddr())) {
                refuse(request, response);
                return;
            }
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    key.owner(),
                    null,
                    AuthorityUtils.createAuthorityList(key.teacher() ? Caller.TEACHER : Caller.STUDENT)));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    /** Refuses a wrong key, and a right one that may be a guess, with the same answer. */
    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Duration> wait = wrongKeys.count(request.getRemoteAddr());
        if (wait.isEmpty()) {
            refusal.write(response);
            return;
        }
        problems.write(
                response,
                Problem.later(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-wrong-keys",
                        "Too many wrong keys",
                        "too many wrong keys came from your address",
                        wait.get()));
    }

    /** Returns what a request gives as its key, or null where it gives none. */
    private @Nullable String textOf(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return null;
        }
        if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        try {
            UsernamePasswordAuthenticationToken named = basic.convert(request);
            return named == null ? null : String.valueOf(named.getCredentials());
        } catch (AuthenticationException e) {
            // It is no key, and none is blank.
            return "";
        }
    }
}
