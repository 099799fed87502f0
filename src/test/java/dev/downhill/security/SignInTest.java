package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Classroom;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@Classroom
class SignInTest {
    private static final String KEY = "/sign-in/key";

    private final Service service;

    SignInTest(Service service) {
        this.service = service;
    }

    private String cookie(String key) throws Exception {
        HttpResponse<String> answer = service.send("POST", KEY, "", "Authorization", key);
        assertThat(answer.statusCode()).isEqualTo(204);
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String pair(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void cookieOpensWhatItsKeyOpens() throws Exception {
        String cookie = pair(cookie(Classroom.ADA));

        assertThat(service.get("/class/students", "Cookie", cookie).body())
                .contains("ada")
                .doesNotContain("alan");
        assertThat(service.get("/class/students", "Cookie", cookie, "Authorization", Classroom.ALAN)
                        .body())
                .contains("alan")
                .doesNotContain("ada");
    }

    @Test
    void cookieIsHiddenFromScriptsAndOtherSitesAndEndsWithTheBrowser() throws Exception {
        assertThat(cookie(Classroom.ADA))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("engine", "Max-Age", "Expires", "Domain");
    }

    @Test
    void changedKeyIsRemovedFromTheBrowser() throws Exception {
        for (String wrong : new String[] {"ZW5naW4", "***"}) {
            HttpResponse<String> answer = service.get("/class/students", "Cookie", "downhill-key=" + wrong);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("downhill-key=;", "Max-Age=0");
            assertThat(service.get("/sign-in", "Cookie", "downhill-key=" + wrong)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void signingOutRemovesTheCookie() throws Exception {
        HttpResponse<String> answer = service.send("DELETE", KEY, "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("downhill-key=;", "Max-Age=0");
    }

    @Test
    void pageThatTakesAKeyNeedsNoneAndNoOtherPageIsOpen() throws Exception {
        for (String open : new String[] {"/sign-in", "/js/sign-in/main.js", "/css/sign-in.css", "/favicon.svg"}) {
            assertThat(service.get(open).statusCode()).as(open).isEqualTo(200);
        }
        for (String closed :
                new String[] {"/", "/index.html", "/class", "/js/main.js", "/sign-in/../jobs", "/jobs", "/sign-in/"}) {
            assertThat(service.get(closed).statusCode()).as(closed).isNotEqualTo(200);
        }
        assertThat(service.send("POST", KEY, "").statusCode()).isEqualTo(401);
    }

    @Test
    void wrongKeyOfAPageAsksItsUserForNoPassword() throws Exception {
        HttpResponse<String> answer = service.send("POST", KEY, "", "Authorization", "Bearer guess");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"Downhill\"");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    /** A service that nobody else sends wrong keys to. */
    @ServiceTest(
            properties = {"downhill.security.keys.students.ada=engine", "downhill.security.wrong-keys-per-minute=3"})
    static class Guesses {
        private final Service service;

        Guesses(Service service) {
            this.service = service;
        }

        @Test
        void wrongCookiesCountAsWrongKeys() throws Exception {
            for (int i = 0; i < 3; i++) {
                assertThat(service.get("/jobs", "Cookie", "downhill-key=guess").statusCode())
                        .isEqualTo(401);
            }

            assertThat(service.get("/jobs", "Cookie", "downhill-key=guess").statusCode())
                    .isEqualTo(429);
        }
    }
}
