package dev.downhill.datasets;

import dev.downhill.api.Problem;
import dev.downhill.data.DataException;
import dev.downhill.data.csv.CsvBounds;
import dev.downhill.data.csv.CsvFile;
import dev.downhill.data.csv.CsvOptions;
import dev.downhill.memory.Holder;
import dev.downhill.requests.RequestMemory;
import dev.downhill.security.Caller;
import dev.downhill.specification.Limits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /datasets}. */
@RestController
@RequestMapping("/datasets")
@Tag(name = "Datasets", description = "Upload rows of your own, for any number of jobs.")
class DatasetController {
    private static final int MAX_NAME = 200;

    private final DatasetStore store;
    private final CsvBounds bounds;
    private final Clock clock;

    DatasetController(DatasetStore store, DatasetsProperties properties, Limits limits, Clock clock) {
        this.store = store;
        this.bounds = new CsvBounds(limits.rows(), properties.columns(), limits.values());
        this.clock = clock;
    }

    /** Data sets, the newest first. */
    record DatasetList(List<UploadedDataset> datasets) {}

    @Operation(
            operationId = "createDataset",
            summary = "Upload a CSV text or file",
            description =
                    "The text is in UTF-8. In a form it is the part `file`, whose name becomes the name of the data "
                            + "set. A job uses it as `\"data\": {\"datasetId\": \"...\", "
                            + "\"target\": \"...\"}`, with the options of the upload or with its own.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                // Generators of clients take the first: a form has its file as a parameter.
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schemaProperties =
                                                @SchemaProperty(
                                                        name = "file",
                                                        schema =
                                                                @Schema(
                                                                        type = "string",
                                                                        format = "binary",
                                                                        description = "a CSV file in UTF-8"))),
                                @Content(
                                        mediaType = "text/csv",
                                        schema = @Schema(type = "string"),
                                        examples = @ExampleObject("a,b,y\n1,2,5\n3,4,11\n"))
                            }))
    @Parameter(
            name = "header",
            in = ParameterIn.QUERY,
            description = "false: the first line is data, and the columns are c1, c2, ...",
            schema = @Schema(type = "boolean"))
    @Parameter(
            name = "separator",
            in = ParameterIn.QUERY,
            description = "a character, or `tab`; without it `,` `;` `|` and tab are recognized",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "columns",
            in = ParameterIn.QUERY,
            description = "a column to read, by its name or its number from 1; repeated for more",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "ignore",
            in = ParameterIn.QUERY,
            description = "a column not to read; repeated for more",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "missing",
            in = ParameterIn.QUERY,
            description = "the treatment of rows with missing values",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"refuse", "drop", "mean"},
                            defaultValue = "refuse"))
    @Parameter(
            name = "oneHot",
            in = ParameterIn.QUERY,
            description = "a column of words that becomes one column for each word; repeated for more",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "201",
            description = "the data set",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = UploadedDataset.class)))
    @PostMapping(consumes = "text/csv", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UploadedDataset> create(
            @Parameter(description = "the name of the data set, 200 characters at most")
                    @RequestParam(required = false)
                    @Nullable
                    String name,
            @Parameter(hidden = true) @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory,
            @Parameter(hidden = true) HttpServletRequest request,
            InputStream body)
            throws IOException {
        requireShort(name);
        CsvFile file = read(body, OptionParameters.of(request), memory);
        return store(file, name, memory, request);
    }

    @Operation(hidden = true)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UploadedDataset> createFromForm(
            @RequestParam(required = false) @Nullable String name,
            @RequestAttribute(RequestMemory.ATTRIBUTE) RequestMemory memory,
            HttpServletRequest request)
            throws IOException {
        FormFile form = FormFile.of(request);
        String title = name == null ? form.name() : name;
        requireShort(title);
        try {
            CsvFile file = read(form.content(), OptionParameters.of(request), memory);
            form.requireNoOtherPart();
            return store(file, title, memory, request);
        } catch (FileUploadException e) {
            throw FormFile.unreadable(e);
        }
    }

    private static void requireShort(@Nullable String name) {
        if (name != null && name.length() > MAX_NAME) {
            throw new DataException(
                    "the name has " + name.length() + " characters; at most " + MAX_NAME + " are accepted");
        }
    }

    private ResponseEntity<UploadedDataset> store(
            CsvFile file, @Nullable String name, RequestMemory memory, HttpServletRequest request) {
        memory.keep(file.bytes());
        var dataset = new StoredDataset(
                UUID.randomUUID().toString(),
                Caller.name(request),
                name,
                clock.instant(),
                file,
                memory.handOver(Holder.DATASETS));
        UploadedDataset view = UploadedDataset.of(dataset.description());
        store.add(dataset);
        return ResponseEntity.created(URI.create(view.self())).body(view);
    }

    private CsvFile read(InputStream body, CsvOptions options, RequestMemory memory) throws IOException {
        try {
            return CsvFile.read(body, options, bounds, memory);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Operation(operationId = "listDatasets", summary = "Your data sets, the newest first")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    DatasetList list() {
        return new DatasetList(
                store.list().stream().map(UploadedDataset::withoutPreview).toList());
    }

    @Operation(operationId = "getDataset", summary = "A data set: columns, types, and the first rows")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    UploadedDataset get(@PathVariable String id) {
        return UploadedDataset.of(store.get(id).orElseThrow(() -> new DatasetNotFound(id)));
    }

    @Operation(operationId = "deleteDataset", summary = "Delete a data set; jobs that use it keep their copies")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        if (!store.remove(id)) {
            throw new DatasetNotFound(id);
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(DataException e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid-csv", "The data set cannot be used", e.getMessage());
    }
}
