package dev.downhill.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.downhill.memory.BudgetTaken;
import dev.downhill.memory.ExceedsBudget;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.requests.RequestMemory;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The plans of the small specifications that were sent last: a class sends one lesson thirty times, and reading it takes
 * longer than running it.
 *
 * <p>A plan never changes, so jobs share it. It depends on its JSON alone, unless it names an uploaded data set: that may be
 * deleted, and not everybody may read it. So such a specification is read each time:
 * docs/decisions/0057-a-specification-that-is-sent-again-is-not-read-again.md.
 */
@Component
final class RecentPlans {
    /** The most bytes that the JSON of a specification may take as a tree. */
    private static final long SMALL_JSON = 16 << 10;

    /** The most bytes that reading a specification may take. */
    private static final long SMALL_READING = 64 << 10;

    private static final long MOST_BYTES = 1 << 20;

    /** The objects around a plan, among them its run, which holds initial values. */
    private static final int BYTES_OF_OBJECTS = 1000;

    private final MemoryBudget budget;
    private final Cache<String, Kept> plans = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String json, Kept kept) -> (int) kept.memory().bytes())
            .removalListener((json, kept, cause) -> {
                if (kept != null) {
                    kept.memory().close();
                }
            })
            .executor(Runnable::run)
            .build();

    RecentPlans(MemoryBudget budget) {
        this.budget = budget;
        budget.onShortage(Holder.RECENT_PLANS, bytes -> plans.invalidateAll());
    }

    private record Kept(RunPlan plan, Reservation memory) {}

    /** Returns the plan of a specification, which is read if it was not read a moment ago. */
    RunPlan get(JsonNode specification, RequestMemory memory, Supplier<RunPlan> reading) {
        if (memory.used() > SMALL_JSON
                || specification.path("data").path("datasetId").isString()) {
            return reading.get();
        }
        String json = specification.toString();
        Kept kept = plans.getIfPresent(json);
        if (kept != null) {
            return kept.plan();
        }
        RunPlan plan = reading.get();
        if (plan.bytes() <= SMALL_READING) {
            keep(json, plan);
        }
        return plan;
    }

    private void keep(String json, RunPlan plan) {
        try {
            long bytes = BYTES_OF_OBJECTS + 2L * json.length() + plan.bytes();
            var kept = new Kept(plan, budget.reserve(Holder.RECENT_PLANS, bytes));
            if (plans.asMap().putIfAbsent(json, kept) != null) {
                kept.memory().close();
            }
        } catch (BudgetTaken | ExceedsBudget e) {
            // It will be read again.
        }
    }
}
