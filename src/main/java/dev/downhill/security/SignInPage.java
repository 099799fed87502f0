package dev.downhill.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** {@code /sign-in}: the page that takes a key, and so the one page that needs none. */
@Configuration(proxyBeanMethods = false)
class SignInPage implements WebMvcConfigurer {
    private static final String PATH = "/sign-in";
    private static final String FILE = "/sign-in/index.html";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController(PATH).setViewName("forward:" + FILE);
    }

    /** Returns what matches requests for the page and its files, and for signing out. */
    static RequestMatcher needsNoKey() {
        return new OrRequestMatcher(
                file(PATH),
                file(FILE),
                file("/favicon.svg"),
                file("/css/*.css"),
                file("/js/sign-in/*"),
                file("/js/page/early-theme.js"),
                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.DELETE, SignInController.PATH));
    }

    private static RequestMatcher file(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path);
    }
}
