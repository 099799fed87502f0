package dev.downhill;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import tools.jackson.databind.json.JsonMapper;

/** The first lesson: y = 3x from the point (2, 6), with w = 0, a learning rate of 0.1 and 10 steps. */
public final class FirstLesson {
    public static final String JSON = json(0.1, 10);

    private FirstLesson() {}

    public static JobSpecification specification() {
        return new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(JSON));
    }

    /** Returns the lesson with another learning rate and another number of steps. */
    public static String json(Object learningRate, long steps) {
        return """
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
                 "optimizer": {"type": "sgd", "learningRate": %s}, "steps": %d}""".formatted(learningRate, steps);
    }
}
