package dev.downhill.security;

import dev.downhill.api.Problem;
import dev.downhill.api.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the key of a request. The key alone says who sent the request, whatever name comes with it. */
final class KeyFilter extends OncePerRequestFilter {
    private final KeyRing keys;
    private final WrongKeys wrongKeys;
    private final KeyNeeded refusal;
    private final ProblemWriter problems;

    KeyFilter(KeyRing keys, WrongKeys wrongKeys, KeyNeeded refusal, ProblemWriter problems) {
        this.keys = keys;
        this.wrongKeys = wrongKeys;
        this.refusal = refusal;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        GivenKey given = GivenKey.of(request);
        if (given != null) {
            KeyRing.Key key = keys.find(given.text());
            if (key != null && wrongKeys.letsIn(key, request.getRemoteAddr())) {
                letIn(key);
            } else if (refused(given, request, response)) {
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static void letIn(KeyRing.Key key) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                key.owner(),
                null,
                AuthorityUtils.createAuthorityList(key.teacher() ? Caller.TEACHER : Caller.STUDENT)));
        SecurityContextHolder.setContext(context);
    }

    /**
     * Refuses a wrong key, and a right one that may be a guess, with the same answer. A cookie may hold a key that has been changed
     * since: it is removed, and the request goes on as one without a key.
     */
    private boolean refused(GivenKey given, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean cookie = given.way() == GivenKey.Way.COOKIE;
        if (cookie) {
            response.addHeader(HttpHeaders.SET_COOKIE, KeyCookie.gone(request).toString());
        }
        Optional<Duration> wait = wrongKeys.count(request.getRemoteAddr());
        if (wait.isPresent()) {
            problems.write(
                    response,
                    Problem.later(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-wrong-keys",
                            "Too many wrong keys",
                            "too many wrong keys came from your address",
                            wait.get()));
        } else if (!cookie) {
            refusal.write(given, response);
        }
        return wait.isPresent() || !cookie;
    }
}
