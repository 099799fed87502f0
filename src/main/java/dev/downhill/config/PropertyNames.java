package dev.downhill.config;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The properties that this service reads, found in the records that hold them. */
final class PropertyNames {
    private final Set<ConfigurationPropertyName> values = new TreeSet<>();
    private final Set<ConfigurationPropertyName> lists = new TreeSet<>();
    private final Set<ConfigurationPropertyName> maps = new TreeSet<>();

    /** @param records records with {@code @ConfigurationProperties} */
    PropertyNames(Collection<Class<?>> records) {
        for (Class<?> record : records) {
            ConfigurationProperties properties =
                    AnnotatedElementUtils.getMergedAnnotation(record, ConfigurationProperties.class);
            if (properties == null) {
                throw new IllegalArgumentException(record + " has no @ConfigurationProperties");
            }
            add(ConfigurationPropertyName.of(properties.prefix()), record);
        }
    }

    private void add(ConfigurationPropertyName prefix, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            ConfigurationPropertyName name = prefix.append(DataObjectPropertyName.toDashedForm(component.getName()));
            if (component.getType().isRecord()) {
                add(name, component.getType());
            } else if (Map.class.isAssignableFrom(component.getType())) {
                maps.add(name);
            } else {
                values.add(name);
                if (Collection.class.isAssignableFrom(component.getType())) {
                    lists.add(name);
                }
            }
        }
    }

    /** Returns whether the service reads a property. */
    boolean contains(ConfigurationPropertyName name) {
        return values.contains(name)
                || lists.stream().anyMatch(list -> list.isParentOf(name) && name.isLastElementIndexed())
                || maps.stream().anyMatch(map -> map.isAncestorOf(name));
    }

    /**
     * Returns whether the service reads the property that an environment variable sets. Dashes of the property may have become
     * underscores, as in {@code DOWNHILL_JOBS_MAX_RUN_TIME}, or be left out, as in {@code DOWNHILL_JOBS_MAXRUNTIME}.
     */
    boolean containsVariable(ConfigurationPropertyName name) {
        return contains(name)
                || values.stream().anyMatch(value -> withoutDashes(value).equals(name))
                || lists.stream().anyMatch(list -> withoutDashes(list).isParentOf(name) && name.isLastElementIndexed())
                || maps.stream().anyMatch(map -> withoutDashes(map).isAncestorOf(name));
    }

    private static ConfigurationPropertyName withoutDashes(ConfigurationPropertyName name) {
        return ConfigurationPropertyName.of(name.toString().replace('-', '.'));
    }

    /** Returns the properties of the group nearest to an unknown name, or all groups if it is near to none. */
    List<String> near(ConfigurationPropertyName name) {
        ConfigurationPropertyName group = name.getParent();
        while (group.getNumberOfElements() > 1) {
            List<String> members = all().filter(group::isAncestorOf)
                    .map(ConfigurationPropertyName::toString)
                    .toList();
            if (!members.isEmpty()) {
                return members;
            }
            group = group.getParent();
        }
        return all().map(PropertyNames::group).distinct().toList();
    }

    private static String group(ConfigurationPropertyName property) {
        return property.getNumberOfElements() > 2 ? property.chop(2) + ".*" : property.toString();
    }

    private Stream<ConfigurationPropertyName> all() {
        return Stream.concat(values.stream(), maps.stream().map(map -> map.append("name")))
                .sorted();
    }
}
