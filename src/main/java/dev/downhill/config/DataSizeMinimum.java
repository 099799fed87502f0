package dev.downhill.config;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Checks that a size has at least as many bytes as {@link Min} says. Public, because a service loader makes it. */
public final class DataSizeMinimum implements ConstraintValidator<Min, DataSize> {
    private long least;

    /** Makes a checker that every size of 0 bytes or more passes. */
    public DataSizeMinimum() {}

    @Override
    public void initialize(Min constraint) {
        least = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable DataSize size, ConstraintValidatorContext context) {
        return size == null || size.toBytes() >= least;
    }
}
