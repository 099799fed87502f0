package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.DownhillApplication;
import dev.downhill.config.FailedStart;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Keys with which the service does not start. */
@ExtendWith(OutputCaptureExtension.class)
class KeysAtStartTest {
    @EnableConfigurationProperties({SecurityProperties.class, RosterProperties.class})
    @Import(KeyRing.class)
    static class KeysAlone {}

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(KeysAlone.class);

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(
                        variables("DOWNHILL_SECURITY_KEYS_TEACHER", ""), "downhill.security.keys.teacher is blank"),
                Arguments.of(
                        variables("DOWNHILL_SECURITY_KEYS_STUDENTS_ADA", ""),
                        "downhill.security.keys.students.ada is blank"),
                Arguments.of(
                        variables("DOWNHILL_SECURITY_KEYS_TEACHER", " \t "), "downhill.security.keys.teacher is blank"),
                Arguments.of(
                        variables("DOWNHILL_SECURITY_KEYS_TEACHER", "hush hush"),
                        "downhill.security.keys.teacher has white space"),
                Arguments.of(
                        variables("DOWNHILL_SECURITY_KEYS_TEACHER", "hushhush "),
                        "downhill.security.keys.teacher has white space"),
                Arguments.of(
                        variables("DOWNHILL_SECURITY_KEYS_TEACHER", "hush-\u00e9"), "a character that is not ASCII"),
                Arguments.of(
                        Map.of(
                                "DOWNHILL_SECURITY_KEYS_TEACHER", "hush-hush",
                                "DOWNHILL_SECURITY_KEYS_STUDENTS_ADA", "hush-hush"),
                        "downhill.security.keys.teacher and downhill.security.keys.students.ada are equal"),
                Arguments.of(
                        Map.of(
                                "DOWNHILL_SECURITY_KEYS_STUDENTS_ADA", "hush-hush",
                                "DOWNHILL_SECURITY_KEYS_STUDENTS_ALAN", "hush-hush"),
                        "are equal, so the service cannot tell their owners apart"));
    }

    private static Map<String, Object> variables(String name, String value) {
        return Map.of(name, value);
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void namesAnUnusableKeyWithoutShowingIt(Map<String, Object> variables, String expected) {
        service.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
                .run(context -> assertThat(FailedStart.said(context))
                        .contains(expected)
                        .doesNotContain("hush")
                        .hasLineCount(1));
    }

    @Test
    void namesAllFaultsTogether() {
        service.withPropertyValues(
                        "downhill.security.keys.teacher=",
                        "downhill.security.keys.students.ada= ",
                        "downhill.security.keys.students.alan=enigma")
                .run(context ->
                        assertThat(FailedStart.said(context)).hasLineCount(2).doesNotContain("alan"));
    }

    @Test
    void warnsOfAShortKeyWithoutShowingIt(CapturedOutput output) {
        service.withPropertyValues(
                        "downhill.security.keys.teacher=enigma",
                        "downhill.security.keys.students.ada=a-compiler-of-1952")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output)
                            .contains("downhill.security.keys.teacher has fewer than 16 characters")
                            .doesNotContain("enigma")
                            .doesNotContain("students.ada");
                });
    }

    @Test
    void loggedPropertiesShowNoKey() {
        service.withPropertyValues("downhill.security.keys.teacher=enigma")
                .run(context -> assertThat(
                                context.getBean(SecurityProperties.class).toString())
                        .contains("downhill.security.keys.teacher")
                        .doesNotContain("enigma"));
    }

    @Test
    void serviceSaysWhyItDoesNotStart(CapturedOutput output) {
        assertThatThrownBy(() -> SpringApplication.run(
                        DownhillApplication.class, "--server.port=0", "--downhill.security.keys.teacher="))
                .isInstanceOf(Exception.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("downhill.security.keys.teacher is blank")
                .contains("openssl rand -hex 16");
    }
}
