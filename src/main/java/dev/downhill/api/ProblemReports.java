package dev.downhill.api;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Responds with a problem to a request that Tomcat itself refuses, which would send a page of its own. */
@Configuration(proxyBeanMethods = false)
class ProblemReports {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> reports() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(Report.class.getName());
            }
        });
    }

    /** Tomcat makes it by the name of its class. */
    public static final class Report extends ErrorReportValve {
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int code = response.getStatus();
            HttpStatus status = HttpStatus.resolve(code);
            if (code < 400 || status == null || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getOutputStream().write(JSON.writeValueAsBytes(problem(status)));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                getContainer().getLogger().debug("a refusal was not sent", e);
            }
        }

        private static Map<String, Object> problem(HttpStatus status) {
            Map<String, Object> problem = new LinkedHashMap<>();
            if (status == HttpStatus.BAD_REQUEST) {
                problem.put(
                        "detail",
                        "the path, the query or a header has a character that stands there percent-encoded only,"
                                + " or is too long, or the request is none of HTTP/1.1");
                problem.put("type", "/problems/request-rejected");
            }
            problem.put("status", status.value());
            problem.put(
                    "title",
                    status == HttpStatus.BAD_REQUEST ? "The request is not allowed" : status.getReasonPhrase());
            return problem;
        }
    }
}
