package dev.downhill.jobs;

import dev.downhill.export.plot.Picture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Writes a picture in the format that a client accepts. */
@Component
class PictureConverter extends AbstractHttpMessageConverter<Picture> {
    static final String SVG = "image/svg+xml";

    PictureConverter() {
        super(MediaType.parseMediaType(SVG), MediaType.IMAGE_PNG);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Picture.class;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Picture readInternal(Class<? extends Picture> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("pictures are only written", message);
    }

    @Override
    protected void writeInternal(Picture picture, HttpOutputMessage message) throws IOException {
        boolean png = MediaType.IMAGE_PNG.isCompatibleWith(message.getHeaders().getContentType());
        message.getBody().write(png ? picture.png() : picture.svg());
    }
}
