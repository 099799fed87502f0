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
 * The keys of the service. Without keys, everyone may use it.
 *
 * @param keys the accepted keys
 * @param wrongKeysPerMinute the number of wrong keys per minute and address that the service answers with 401
 */
@Validated
@ConfigurationProperties("downhill.security")
public record SecurityProperties(
        @DefaultValue Keys keys,
        @DefaultValue("20") @Min(1) @Max(1_000_000) int wrongKeysPerMinute) {

    /**
     * The keys, each known only to its owner.
     *
     * @param teacher the teacher's key, which opens all jobs
     * @param students the students' keys by name, each of which opens the student's own jobs
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
}
