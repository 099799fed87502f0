package dev.downhill.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with a property under {@code downhill.} that nothing reads, because a misspelt limit would have no effect.
 *
 * <p>Spring's {@code ignoreUnknownFields} does not check environment variables, or names outside the prefix of a record.
 */
@Component
final class UnknownProperties implements BeanFactoryPostProcessor {
    private static final String ROOT = "downhill";

    /** Variables that Kubernetes and Docker set in containers next to a service called downhill. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(ROOT + "\\b.*\\.(service\\.host|service\\.port|port)\\b.*");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var known = new PropertyNames(Arrays.stream(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .map(beans::getType)
                .filter(Objects::nonNull)
                .filter(type -> type.getName().startsWith("dev." + ROOT))
                .<Class<?>>map(type -> type)
                .toList());
        List<String> faults = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(beans.getBean(Environment.class))) {
            if (source instanceof IterableConfigurationPropertySource names) {
                check(names, known, faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new BadConfiguration(
                    faults, "Correct the name, or remove it. docs/reference/configuration.md has all properties.");
        }
    }

    private static void check(IterableConfigurationPropertySource source, PropertyNames known, List<String> faults) {
        boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
        for (ConfigurationPropertyName name : source) {
            if (!name.isEmpty()
                    && name.getElement(0, ConfigurationPropertyName.Form.UNIFORM)
                            .equals(ROOT)) {
                boolean read = variables ? known.containsVariable(name) || isLink(name) : known.contains(name);
                if (!read) {
                    faults.add(fault(name, source, known));
                }
            }
        }
    }

    private static boolean isLink(ConfigurationPropertyName name) {
        return SERVICE_LINK.matcher(name.toString()).matches();
    }

    /** Returns a message that names the source of a property but never its value, which may be a key. */
    private static String fault(
            ConfigurationPropertyName name, IterableConfigurationPropertySource source, PropertyNames known) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        String origin = property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return "There is no property " + name + origin + ". There are " + String.join(", ", known.near(name)) + ".";
    }
}
