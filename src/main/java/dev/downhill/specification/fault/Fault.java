package dev.downhill.specification.fault;

/**
 * One thing that is wrong with a specification.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole document.
 * @param code what kind of fault, a stable word such as {@code unknownField}; docs and clients rely on it.
 * @param message the fault in a sentence, for a person.
 */
public record Fault(String pointer, String code, String message) {}
