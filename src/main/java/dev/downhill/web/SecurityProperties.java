package dev.downhill.web;

import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may use the service. Where no key is given everyone may.
 *
 * @param keys the keys that are asked for
 */
@Validated
@ConfigurationProperties("downhill.security")
record SecurityProperties(@DefaultValue @NotNull Keys keys) {

    /**
     * Keys, each known to its owner alone.
     *
     * @param teacher the key of who sees and touches all jobs
     * @param students the keys of those who see and touch their own, by name
     */
    record Keys(@Nullable String teacher, @DefaultValue Map<String, String> students) {}

    boolean asksForKeys() {
        return keys.teacher() != null || !keys.students().isEmpty();
    }
}
