package dev.downhill.datasets;

import dev.downhill.data.DataException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;

/**
 * The file of a form, read from the body as it arrives: neither memory nor disk holds a copy.
 *
 * @param name its name; null if the form has none
 */
record FormFile(@Nullable String name, InputStream content, FileItemInputIterator rest) {
    private static final String PART = "file";

    /** @throws DataException if the body is not a form whose first part is a file named {@code file} */
    static FormFile of(HttpServletRequest request) throws IOException {
        try {
            FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
            if (!parts.hasNext()) {
                throw new DataException(PART, "the form has no part named 'file'");
            }
            FileItemInput part = parts.next();
            requireFile(part);
            return new FormFile(part.getName(), part.getInputStream(), parts);
        } catch (FileUploadException e) {
            throw unreadable(e);
        }
    }

    /** @throws DataException if something follows the file */
    void requireNoOtherPart() throws IOException {
        try {
            if (rest.hasNext()) {
                requireFile(rest.next());
                throw new DataException(PART, "the form has more than one file; send each on its own");
            }
        } catch (FileUploadException e) {
            throw unreadable(e);
        }
    }

    private static void requireFile(FileItemInput part) {
        if (!PART.equals(part.getFieldName())) {
            throw new DataException(
                    PART,
                    "the form has a part named '" + part.getFieldName()
                            + "'; its only part is 'file', and options are parameters of the address");
        }
    }

    static DataException unreadable(FileUploadException e) {
        return new DataException(PART, "the form cannot be read: " + e.getMessage());
    }
}
