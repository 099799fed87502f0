package dev.downhill.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The properties of this service, of every feature, as the records say that hold them. */
final class DownhillProperties {
    private DownhillProperties() {}

    /**
     * A property.
     *
     * @param byDefault its default as the record says it, or {@code none}
     */
    public record Property(String name, Class<?> type, String byDefault) {}

    public static List<Property> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.downhill").stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .flatMap(record ->
                        of(record.getAnnotation(ConfigurationProperties.class).value(), record))
                .toList();
    }

    private static Stream<Property> of(String prefix, Class<?> record) {
        return Stream.of(record.getRecordComponents()).flatMap(component -> {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            Class<?> type = component.getType();
            if (type.isRecord()) {
                return of(name, type);
            }
            String shown = Map.class.isAssignableFrom(type) ? name + ".NAME" : name;
            return Stream.of(new Property(shown, type, defaultOf(record, component)));
        });
    }

    /** The annotation stands at the parameter of the constructor, which has the component's name. */
    private static String defaultOf(Class<?> record, RecordComponent component) {
        DefaultValue value = Stream.of(record.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .findFirst()
                .orElseThrow()
                .getAnnotation(DefaultValue.class);
        return value == null || value.value().length == 0 ? "none" : value.value()[0];
    }
}
