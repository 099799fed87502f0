package dev.downhill.tutorial;

import dev.downhill.analysis.AnalysisProperties;
import dev.downhill.analysis.Answers;
import dev.downhill.api.Attachment;
import dev.downhill.requests.RequestMemory;
import dev.downhill.security.Caller;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.tutorial.check.BlockTime;
import dev.downhill.tutorial.check.CheckedDocument;
import dev.downhill.tutorial.check.DocumentCheck;
import dev.downhill.tutorial.check.DocumentCheck.Change;
import dev.downhill.tutorial.check.DocumentLimits;
import dev.downhill.tutorial.markup.Document.Markup;
import dev.downhill.tutorial.markup.Source;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /documents}. */
@RestController
@Tag(name = "Documents", description = "Check a tutorial: every number that it prints of its own specifications.")
class DocumentsController {
    private static final String EXAMPLE = """
            ```json downhill name=first
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}
            ```

            ```text downhill of=first
            step 1: w=2.4000, loss=36.0000
            step 2: w=2.8800, loss=5.7600
            ```
            """;

    /** Bytes, their text, and the text with changes. */
    private static final long BYTES_PER_BYTE = 8;

    private final SpecificationReader reader;
    private final Answers answers;
    private final DocumentsProperties properties;
    private final DocumentLimits limits;

    DocumentsController(
            SpecificationReader reader,
            Answers answers,
            DocumentsProperties properties,
            AnalysisProperties analysis,
            Limits limits) {
        this.reader = reader;
        this.answers = answers;
        this.properties = properties;
        this.limits = new DocumentLimits(
                properties.marks(),
                analysis.transcriptLines(),
                DocumentLimits.DEFAULT.lineLength(),
                DocumentLimits.DEFAULT.numbers(),
                analysis.transcriptSteps(),
                limits.recordedValues(),
                analysis.timeForMistakes());
    }

    @Operation(
            operationId = "checkDocument",
            summary = "The numbers of a tutorial that disagree with its own specifications",
            description = "Trains each specification of the document and compares every number that the document "
                    + "marks as printed by it, at the printed precision. Returns the findings with line and column, or, "
                    + "if the request accepts the type of the document, the document with the right numbers. "
                    + "docs/how-to/check.md describes the marks.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.TEXT_MARKDOWN_VALUE,
                                        schema = @Schema(type = "string"),
                                        examples = @ExampleObject(EXAMPLE)),
                                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string"))
                            }))
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CheckedDocument.class)),
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string"))
            })
    @PostMapping(
            path = "/documents",
            consumes = {MediaType.TEXT_MARKDOWN_VALUE, MediaType.TEXT_HTML_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    CheckedDocument check(
            @Parameter(description = "writes the content of empty blocks and values; only for a mended document")
                    @RequestParam(defaultValue = "false")
                    boolean fill,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory)
            throws IOException {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        boolean html = type.isCompatibleWith(MediaType.TEXT_HTML);
        return checked(request, memory, html ? Markup.HTML : Markup.MARKDOWN, List.of());
    }

    @Operation(hidden = true)
    @PostMapping(
            path = "/documents",
            consumes = MediaType.TEXT_MARKDOWN_VALUE,
            produces = MediaType.TEXT_MARKDOWN_VALUE)
    ResponseEntity<byte[]> mendMarkdown(
            @RequestParam(defaultValue = "false") boolean fill,
            HttpServletRequest request,
            @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory)
            throws IOException {
        return mended(checked(request, memory, Markup.MARKDOWN, changes(fill)), MediaType.TEXT_MARKDOWN, "document.md");
    }

    @Operation(hidden = true)
    @PostMapping(path = "/documents", consumes = MediaType.TEXT_HTML_VALUE, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> mendHtml(
            @RequestParam(defaultValue = "false") boolean fill,
            HttpServletRequest request,
            @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory)
            throws IOException {
        return mended(checked(request, memory, Markup.HTML, changes(fill)), MediaType.TEXT_HTML, "document.html");
    }

    private static List<Change> changes(boolean fill) {
        return fill ? List.of(Change.FIX, Change.FILL) : List.of(Change.FIX);
    }

    /** The document is the client's own: a browser saves it, and does not show it as a page of this service. */
    private static ResponseEntity<byte[]> mended(CheckedDocument document, MediaType type, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(name))
                .body(document.mended().bytes());
    }

    private CheckedDocument checked(
            HttpServletRequest request, RequestMemory memory, Markup markup, List<Change> changes) throws IOException {
        Source source = source(request, memory);
        var check = new DocumentCheck(reader, limits, BlockTime.UNLIMITED);
        return answers.compute(Caller.withCaller(() -> check.check(source, markup, changes)));
    }

    private Source source(HttpServletRequest request, RequestMemory memory) throws IOException {
        long most = properties.size().toBytes();
        long announced = request.getContentLengthLong();
        if (announced > most) {
            throw new DocumentTooLarge(properties.size());
        }
        memory.take(BYTES_PER_BYTE * (announced < 0 ? most : announced));
        byte[] bytes = request.getInputStream().readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE));
        if (bytes.length > most) {
            throw new DocumentTooLarge(properties.size());
        }
        try {
            return Source.of(bytes);
        } catch (CharacterCodingException e) {
            throw new NotText();
        }
    }
}
