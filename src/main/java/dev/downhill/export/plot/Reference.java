package dev.downhill.export.plot;

/** A value that curves are to come to, drawn as a dashed line. */
public record Reference(String label, double value) {}
