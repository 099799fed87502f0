package dev.downhill.data;

import java.util.List;

/**
 * The characters of a text that a model learns to continue.
 *
 * @param characters each by its number
 * @param context how many characters the model sees
 * @param opening the numbers of the first characters of the text, as many as the context
 */
public record Vocabulary(List<String> characters, int context, List<Integer> opening) {
    public Vocabulary {
        characters = List.copyOf(characters);
        opening = List.copyOf(opening);
    }
}
