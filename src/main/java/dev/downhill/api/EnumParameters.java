package dev.downhill.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads a parameter that names an enum constant by its word, which is its name in lower case. */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"rawtypes", "unchecked"})
public class EnumParameters implements WebMvcConfigurer, ConverterFactory<String, Enum>, HandlerInterceptor {
    /** Returns the word of a constant, which parameters and JSON have for it. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    /** Refuses empty words, which Spring would take for absent ones. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            for (MethodParameter parameter : method.getMethodParameters()) {
                Class<?> type = parameter.getParameterType();
                if (type.isEnum()) {
                    refuseEmpty(request, parameter.getParameter().getName());
                } else if (type.isRecord()) {
                    Arrays.stream(type.getRecordComponents())
                            .filter(component -> component.getType().isEnum())
                            .forEach(component -> refuseEmpty(request, component.getName()));
                }
            }
        }
        return true;
    }

    private static void refuseEmpty(HttpServletRequest request, String parameter) {
        String word = request.getParameter(parameter);
        if (word != null && word.trim().isEmpty()) {
            throw new BadParameter(parameter, "a word is expected");
        }
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(this);
    }

    @Override
    public <E extends Enum> Converter<String, E> getConverter(Class<E> type) {
        return word -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(EnumParameters::word)
                                .collect(Collectors.joining(", "))));
    }
}
