package dev.downhill.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.security.SecurityProperties;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

/** Properties with which the service does not start: every number has a bound, and every name is known. */
@Execution(ExecutionMode.CONCURRENT)
class PropertiesAtStartTest {
    @ConfigurationPropertiesScan("dev.downhill")
    @Import(UnknownProperties.class)
    static class PropertiesAlone {}

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(PropertiesAlone.class);

    /** Returns each property with a number that is too small for it, of every record. */
    static Stream<Arguments> tooSmall() {
        return DownhillProperties.all().stream()
                .flatMap(property -> tooSmall(property.type())
                        .map(value -> Arguments.of(property.name() + "=" + value, property.name())));
    }

    private static Stream<String> tooSmall(Class<?> type) {
        if (type == Duration.class) {
            return Stream.of("-1s");
        }
        if (type == DataSize.class) {
            return Stream.of("-1B");
        }
        if (type == double.class) {
            return Stream.of("-1", "NaN");
        }
        return type.isPrimitive() && type != boolean.class ? Stream.of("-1") : Stream.empty();
    }

    @ParameterizedTest
    @MethodSource("tooSmall")
    void namesThePropertyAndTheBoundOfATooSmallNumber(String setting, String property) {
        service.withPropertyValues(setting)
                .run(context -> assertThat(FailedStart.said(context))
                        .contains(property)
                        .containsPattern("must be (greater|longer) than "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "downhill.web.request-size=0B",
                "downhill.datasets.stored-bytes=0B",
                "downhill.explain.checkpoint-bytes=0B",
                "downhill.jobs.max-run-time=0s",
                "downhill.jobs.retry-after=0s",
                "downhill.jobs.retention=0s",
                "downhill.jobs.client-share=0",
                "downhill.jobs.client-share=1.5",
                "downhill.jobs.queue-length=0",
                "downhill.jobs.queue-length=2147483647",
                "downhill.jobs.max-run-time=3000000d",
                "downhill.analysis.max-time=0s",
                "downhill.limits.steps=0",
                "downhill.limits.work=0",
                "downhill.security.wrong-keys-per-minute=0",
                "downhill.web.posts-per-second=2000000000",
                "downhill.web.cors-origins=https://school.example/lesson",
                "downhill.web.frame-ancestors=https://school.example; script-src *",
                "downhill.capsules.size=0B",
                "downhill.jobs.threads=many",
                "downhill.web.request-size=much",
                "downhill.jobs.retention=soon"
            })
    void namesThePropertyOfAValueOutOfBounds(String setting) {
        service.withPropertyValues(setting)
                .run(context -> assertThat(withoutDashes(FailedStart.said(context)))
                        .contains(withoutDashes(setting.substring(0, setting.indexOf('=')))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "downhill.jobs.threads=0",
                "downhill.jobs.stored-bytes=0",
                "downhill.jobs.shutdown-grace=0s",
                "downhill.web.posts-per-second=0",
                "downhill.web.cors-origins=https://a.example,http://b.example:8080",
                "downhill.web.cors-origins[0]=*",
                "downhill.web.frame-ancestors=https://school.example,https://*.school.example:8443",
                "downhill.security.keys.students.Ada=x",
                "downhill.security.keys.students[Ada Lovelace]=x",
                "downhill.jobs.queueLength=5",
                "DOWNHILL.JOBS.QUEUE_LENGTH=5"
            })
    void acceptsAValueWithinBounds(String setting) {
        service.withPropertyValues(setting).run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "downhill.jobs.thread=1, downhill.jobs.threads",
        "downhill.job.threads=1, downhill.jobs.*",
        "downhill.threads=1, downhill.jobs.*",
        "downhill.jobs.threads.short=1, downhill.jobs.threads",
        "downhill.jobs.threads[0]=1, downhill.jobs.threads",
        "downhill.security.keys.teachers=hush, downhill.security.keys.teacher",
        "downhill.security.keys.students=hush, downhill.security.keys.students.name",
        "downhill.security.keys=hush, downhill.security.wrong-keys-per-minute",
        "downhill.security.key.teacher=hush, downhill.security.keys.teacher"
    })
    void refusesAnUnknownPropertyAndListsTheKnownOnes(String setting, String other) {
        service.withPropertyValues(setting)
                .run(context -> assertThat(FailedStart.said(context))
                        .startsWith("There is no property " + setting.substring(0, setting.indexOf('=')))
                        .contains(other)
                        .doesNotContain("hush")
                        .hasLineCount(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DOWNHILL_JOBS_THREAD",
                "DOWNHILL_JOB_THREADS",
                "DOWNHILL_THREADS",
                "DOWNHILL_JOBS_MAX_RUNTIME",
                "DOWNHILL_SECURITY_KEYS_STUDENTS",
                "DOWNHILL_SECURITY_KEYS_TEACHERS",
                "DOWNHILL_SECURITY_KEY_TEACHER",
                "downhill_jobs_thread"
            })
    void refusesAnUnknownEnvironmentVariable(String variable) {
        withVariable(variable, "hush")
                .run(context -> assertThat(FailedStart.said(context))
                        .startsWith("There is no property")
                        .contains(variable)
                        .doesNotContain("hush"));
    }

    @ParameterizedTest
    @CsvSource({
        "DOWNHILL_JOBS_THREADS, 1",
        "DOWNHILL_JOBS_MAX_RUN_TIME, 5s",
        "DOWNHILL_JOBS_MAXRUNTIME, 5s",
        "DOWNHILL_SECURITY_KEYS_STUDENTS_ADA, engine",
        "DOWNHILL_SECURITY_KEYS_STUDENTS_ADA_LOVELACE, engine",
        "DOWNHILL_WEB_CORS_ORIGINS, https://a.example",
        "DOWNHILL_WEB_CORS_ORIGINS_0, https://a.example",
        "downhill_jobs_threads, 1",
        // Those that Kubernetes sets in the containers beside a service of this name.
        "DOWNHILL_SERVICE_HOST, 10.0.0.1",
        "DOWNHILL_SERVICE_PORT, 8080",
        "DOWNHILL_SERVICE_PORT_HTTP, 8080",
        "DOWNHILL_PORT, tcp://10.0.0.1:8080",
        "DOWNHILL_PORT_8080_TCP, tcp://10.0.0.1:8080",
        "DOWNHILL_PORT_8080_TCP_ADDR, 10.0.0.1"
    })
    void acceptsKnownEnvironmentVariablesAndLinks(String variable, String value) {
        withVariable(variable, value).run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void readsAnEnvironmentVariable() {
        withVariable("DOWNHILL_SECURITY_WRONG_KEYS_PER_MINUTE", "7")
                .run(context -> assertThat(
                                context.getBean(SecurityProperties.class).wrongKeysPerMinute())
                        .isEqualTo(7));
    }

    private ApplicationContextRunner withVariable(String variable, String value) {
        return service.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(variable, value))));
    }

    /** Spring writes a property in a list as the record does. */
    private static String withoutDashes(String text) {
        return text.toLowerCase(Locale.ROOT).replace("-", "");
    }
}
