package dev.downhill.tutorial;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of documents that are checked; {@code downhill.analysis} limits their printouts and the time.
 *
 * @param size the greatest length of a document
 * @param marks the greatest number of specifications, blocks and values in it
 */
@Validated
@ConfigurationProperties("downhill.documents")
record DocumentsProperties(
        @DefaultValue("1MB") @Min(1) DataSize size,
        @DefaultValue("200") @Min(1) int marks) {}
