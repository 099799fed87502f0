package dev.downhill.requests;

import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** Reads a body of JSON with the memory of its request; see {@link JsonTree}. */
@Component
final class JsonBodyConverter extends AbstractHttpMessageConverter<JsonNode> {
    private final JsonFactory json;

    JsonBodyConverter(JsonProperties limits) {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxTokenCount(limits.tokens())
                        .maxNameLength(limits.nameLength())
                        .maxNumberLength(limits.numberLength())
                        .maxStringLength(limits.textLength())
                        .build())
                .build();
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == JsonNode.class;
    }

    @Override
    protected JsonNode readInternal(Class<? extends JsonNode> type, HttpInputMessage message) throws IOException {
        try {
            return JsonTree.read(json, message.getBody(), memory());
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("the body is not JSON", e, message);
        }
    }

    private static RequestMemory memory() {
        Object memory = RequestContextHolder.currentRequestAttributes()
                .getAttribute(RequestMemory.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return (RequestMemory) Objects.requireNonNull(memory, "every request has its memory from the filter");
    }

    /** Returns false: other converters write the answers. */
    @Override
    public boolean canWrite(Class<?> type, @org.jspecify.annotations.Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected void writeInternal(JsonNode value, HttpOutputMessage message) {
        throw new UnsupportedOperationException("this converter only reads");
    }
}
