package dev.downhill.sweeps;

import dev.downhill.training.fault.Fault;
import dev.downhill.training.fault.Faults;
import dev.downhill.training.fault.InvalidSpecification;
import dev.downhill.training.specification.SpecificationReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the request for a sweep, and tries every job that it asks for before any is queued. */
@Component
final class SweepReader {
    private static final Set<String> FIELDS = Set.of("specification", "grid");

    private final SpecificationReader specifications;
    private final int maxJobs;

    SweepReader(SpecificationReader specifications, SweepsProperties properties) {
        this.specifications = specifications;
        this.maxJobs = properties.jobs();
    }

    /** What a sweep is to do. */
    record Plan(ObjectNode specification, Grid grid) {
        /** Returns the specification of a point of the grid. */
        ObjectNode specificationAt(List<GridValue> point) {
            ObjectNode changed = specification;
            for (GridValue value : point) {
                changed = value.change().appliedTo(changed);
            }
            return changed;
        }
    }

    /** @throws InvalidSpecification if a job could not run; what a value of the grid is to blame for is named by its place */
    Plan read(JsonNode request) {
        var faults = new Faults();
        if (!request.isObject()) {
            faults.add("", "type", "a sweep is an object with 'specification' and 'grid'");
            faults.throwIfAny();
        }
        for (String name : request.propertyNames()) {
            if (!FIELDS.contains(name)) {
                faults.add("/" + name, "unknownField", "a sweep has no field '" + name + "'");
            }
        }
        Grid grid = Grid.read(request.path("grid"), maxJobs, faults);
        if (!(request.get("specification") instanceof ObjectNode specification)) {
            faults.add("/specification", "required", "'specification' is the object that POST /jobs takes");
            faults.throwIfAny();
            throw new IllegalStateException("unreachable");
        }
        faults.throwIfAny();
        var plan = new Plan(specification, grid);
        check(plan);
        return plan;
    }

    private void check(Plan plan) {
        Set<Fault> found = new LinkedHashSet<>();
        for (List<GridValue> point : plan.grid().points()) {
            try {
                var unused = specifications.read(plan.specificationAt(point));
            } catch (InvalidSpecification e) {
                e.faults().forEach(fault -> found.add(inRequest(fault, point)));
            }
        }
        if (!found.isEmpty()) {
            throw new InvalidSpecification(List.copyOf(found));
        }
    }

    private static Fault inRequest(Fault fault, List<GridValue> point) {
        String place = point.stream()
                .filter(value -> value.isAt(fault))
                .map(GridValue::place)
                .findFirst()
                .orElse("/specification" + fault.pointer());
        return new Fault(place, fault.code(), fault.message());
    }
}
