package dev.downhill.lessons;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A question that the reader answers before the lesson shows what happens.
 *
 * @param text the question
 * @param choices the possible answers
 * @param answer the number of the right choice, from 1
 * @param because the reason, shown with the answer
 */
record Question(
        @JsonProperty(required = true) String text,
        @JsonProperty(required = true) List<String> choices,
        @JsonProperty(required = true) int answer,
        @JsonProperty(required = true) String because) {}
