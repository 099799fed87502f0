package dev.downhill.explain.diagnosis;

import org.jspecify.annotations.Nullable;

/** One thing that can be wrong with a run. */
interface Symptom {
    /** Returns the diagnosis, or null where the run does not show it. */
    @Nullable
    Diagnosis look(Run run);
}
