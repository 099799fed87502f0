package dev.downhill.api;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Reads {@code Accept} without the parameters of its media types but {@code q}: no answer has another form for one, and a
 * charset that JSON is not written in would end in an internal error. A type with {@code q=0} is not acceptable.
 */
@Configuration(proxyBeanMethods = false)
class AcceptedTypes implements WebMvcConfigurer {
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(new WithoutParameters()));
    }

    private static final class WithoutParameters extends HeaderContentNegotiationStrategy {
        @Override
        public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
            List<MediaType> acceptable = super.resolveMediaTypes(request).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .map(WithoutParameters::plain)
                    .distinct()
                    .toList();
            if (acceptable.isEmpty()) {
                String header = request.getHeader(HttpHeaders.ACCEPT);
                throw new HttpMediaTypeNotAcceptableException("'Accept: " + header + "' accepts no media type");
            }
            return acceptable;
        }

        private static MediaType plain(MediaType type) {
            return type.getParameters().isEmpty()
                    ? type
                    : new MediaType(type.getType(), type.getSubtype(), type.getQualityValue());
        }
    }
}
