package dev.downhill.tutorial.markup;

/**
 * A mark that cannot be read.
 *
 * @param at its offset in the document
 */
public record MarkupFault(int at, String message) {}
