package dev.downhill.sweeps;

import dev.downhill.requests.RequestMemory;
import dev.downhill.requests.Specifications;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.SpecificationReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the request for a sweep, and tries every job that it asks for before any is queued.
 *
 * <p>The first job is read in full, and the search ends with it if it cannot run for a reason that no value of the grid has to
 * do with. A job that has the data, the model and the seed of the one before is not read again in these.
 */
@Component
final class SweepReader {
    private static final Set<String> FIELDS = Set.of("specification", "grid");

    /** The fields that a specification's data and model depend on. */
    private static final Set<String> COSTLY = Set.of("data", "model", "seed");

    private final Specifications specifications;
    private final int maxJobs;

    SweepReader(Specifications specifications, SweepsProperties properties) {
        this.specifications = specifications;
        this.maxJobs = properties.jobs();
    }

    /** The plan of a sweep. */
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

    /**
     * Returns what a request asks for.
     *
     * @param memory of the request
     * @throws InvalidSpecification if a job could not run; what a value of the grid is to blame for is named by its place
     */
    Plan read(JsonNode request, RequestMemory memory) {
        var faults = new Faults();
        if (!request.isObject()) {
            faults.add("", "type", "a sweep must be an object with 'specification' and 'grid'");
            faults.throwIfAny();
        }
        for (String name : request.propertyNames()) {
            if (!FIELDS.contains(name)) {
                faults.add("/" + name, "unknownField", "a sweep has no field '" + name + "'");
            }
        }
        Grid grid = Grid.read(request.path("grid"), maxJobs, faults);
        if (!(request.get("specification") instanceof ObjectNode specification)) {
            faults.add("/specification", "required", "'specification' must be the object that POST /jobs takes");
            faults.throwIfAny();
            throw new IllegalStateException("unreachable");
        }
        faults.throwIfAny();
        var plan = new Plan(specification, grid);
        specifications.<Boolean>aside(memory, reader -> {
            check(plan, reader, memory);
            return true;
        });
        return plan;
    }

    private static void check(Plan plan, SpecificationReader reader, RequestMemory memory) {
        Set<Fault> found = new LinkedHashSet<>();
        long before = memory.used();
        long read = before;
        List<GridValue> lastCostly = List.of();
        JobSpecification last = null;
        for (List<GridValue> point : costlyFirst(plan.grid().points())) {
            List<GridValue> costly =
                    point.stream().filter(SweepReader::isCostly).toList();
            try {
                if (last != null && costly.equals(lastCostly)) {
                    memory.keep(read);
                    var unused = reader.readChanged(plan.specificationAt(point), last);
                } else {
                    last = null;
                    memory.keep(before);
                    last = reader.read(plan.specificationAt(point));
                    lastCostly = costly;
                    memory.keep(before + last.bytes());
                    read = memory.used();
                }
            } catch (InvalidSpecification e) {
                boolean blameless = e.faults().stream().noneMatch(fault -> isOfGrid(fault, point));
                e.faults().forEach(fault -> found.add(inRequest(fault, point)));
                if (blameless || found.size() >= Faults.MOST) {
                    break;
                }
            }
        }
        last = null;
        memory.keep(before);
        if (!found.isEmpty()) {
            throw new InvalidSpecification(found.stream().limit(Faults.MOST).toList());
        }
    }

    /** Returns the points so that those with the same data, model and seed stand together. */
    private static Collection<List<GridValue>> costlyFirst(List<List<GridValue>> points) {
        Map<List<GridValue>, List<List<GridValue>>> together = new LinkedHashMap<>();
        for (List<GridValue> point : points) {
            List<GridValue> costly =
                    point.stream().filter(SweepReader::isCostly).toList();
            together.computeIfAbsent(costly, unused -> new ArrayList<>()).add(point);
        }
        return together.values().stream().flatMap(List::stream).toList();
    }

    private static boolean isCostly(GridValue value) {
        String pointer = value.pointer();
        int end = pointer.indexOf('/', 1);
        return pointer.isEmpty() || COSTLY.contains(pointer.substring(1, end < 0 ? pointer.length() : end));
    }

    private static boolean isOfGrid(Fault fault, List<GridValue> point) {
        return point.stream().anyMatch(value -> value.isAt(fault));
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
