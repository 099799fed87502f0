package dev.downhill.specification.fault;

/**
 * One thing that is wrong with a specification.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole document
 * @param code the kind of fault; it does not change such as {@code unknownField}
 * @param message the fault in a sentence, for a person
 */
public record Fault(String pointer, String code, String message) {}
