package dev.downhill.api.picture;

import dev.downhill.analysis.Answers;
import dev.downhill.export.plot.Picture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Writes a picture in the format that the client accepts. */
@Component
public class PictureConverter extends AbstractHttpMessageConverter<Drawing> {
    public static final String SVG = "image/svg+xml";

    private final Answers answers;

    PictureConverter(Answers answers) {
        super(MediaType.parseMediaType(SVG), MediaType.IMAGE_PNG);
        this.answers = answers;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Drawing.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Drawing readInternal(Class<? extends Drawing> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("pictures cannot be read", message);
    }

    @Override
    protected void writeInternal(Drawing drawing, HttpOutputMessage message) throws IOException {
        boolean png = MediaType.IMAGE_PNG.isCompatibleWith(message.getHeaders().getContentType());
        byte[] drawn = answers.file(() -> {
            Picture picture = drawing.picture();
            return png ? picture.png() : picture.svg();
        });
        message.getBody().write(drawn);
    }
}
