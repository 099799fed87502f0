package dev.downhill.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The keys of the service. Without keys everyone may use it.
 *
 * @param keys the accepted keys
 * @param wrongKeysPerMinute how many wrong keys from one address are answered with 401 in a minute
 */
@Validated
@ConfigurationProperties("downhill.security")
public record SecurityProperties(
        @DefaultValue Keys keys,
        @DefaultValue("20") @Min(1) @Max(1_000_000) int wrongKeysPerMinute) {

    /**
     * Keys, each known to its owner alone.
     *
     * @param teacher the key of who sees and touches all jobs
     * @param students the keys of those who see and touch their own, by name
     */
    record Keys(@Nullable String teacher, @DefaultValue Map<String, String> students) {
        /** Returns every key by its property. */
        Map<String, String> byProperty() {
            Map<String, String> keys = new LinkedHashMap<>();
            if (teacher != null) {
                keys.put("downhill.security.keys.teacher", teacher);
            }
            students.forEach((name, key) -> keys.put("downhill.security.keys.students." + name, key));
            return keys;
        }

        /** Hides the keys, because whatever is logged may be read by others. */
        @Override
        public String toString() {
            return byProperty().keySet().toString();
        }
    }

    public boolean asksForKeys() {
        return keys.teacher() != null || !keys.students().isEmpty();
    }
}
