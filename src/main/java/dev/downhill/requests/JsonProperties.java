package dev.downhill.requests;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the JSON of a body.
 *
 * @param depth levels of arrays and objects
 * @param tokens values, names, and beginnings and ends of arrays and objects
 * @param nameLength characters of a name
 * @param numberLength characters of a number
 * @param textLength characters of a text
 */
@Validated
@ConfigurationProperties("downhill.requests.json")
record JsonProperties(
        @DefaultValue("500") @Min(10) @Max(1000) int depth,
        @DefaultValue("20000000") @Min(100) long tokens,
        @DefaultValue("1000") @Min(64) int nameLength,
        @DefaultValue("1000") @Min(32) int numberLength,
        @DefaultValue("16000000") @Min(4000) int textLength) {}
