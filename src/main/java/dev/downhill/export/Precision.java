package dev.downhill.export;

import dev.downhill.engine.autograd.DType;
import dev.downhill.specification.JobSpecification;

/** The type of the numbers in a file. */
public enum Precision {
    FLOAT64(DType.FLOAT64),
    FLOAT32(DType.FLOAT32);

    private final DType dtype;

    Precision(DType dtype) {
        this.dtype = dtype;
    }

    /** Returns the precision in which a job runs. */
    public static Precision of(JobSpecification job) {
        return job.dtype() == DType.FLOAT32 ? FLOAT32 : FLOAT64;
    }

    public DType dtype() {
        return dtype;
    }
}
