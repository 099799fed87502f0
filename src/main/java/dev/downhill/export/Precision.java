package dev.downhill.export;

import dev.downhill.engine.autograd.DType;
import dev.downhill.specification.JobSpecification;
import java.util.Arrays;
import java.util.Optional;

/** In which type the numbers of a file are. */
public record Precision(DType dtype) {
    /** Returns that of a job. */
    public static Precision of(JobSpecification job) {
        return new Precision(job.dtype());
    }

    /** Returns that of a name such as {@code float32}. */
    public static Optional<Precision> named(String name) {
        return Arrays.stream(DType.values())
                .filter(dtype -> dtype.text().equals(name))
                .findFirst()
                .map(Precision::new);
    }
}
