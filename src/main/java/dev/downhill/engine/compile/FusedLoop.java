package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.Interrupts;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Emits the method of a chain of element-wise operations: one pass over its arrays, everything between in registers. */
final class FusedLoop {
    /** The least number of elements of a loop shared among threads; a smaller loop ends before another thread begins. */
    private static final int LEAST_TO_SHARE = 1 << 18;

    private static final double NANOSECONDS_TO_A_CHECK = 100_000;
    private static final int LEAST_TO_A_CHECK = 64;
    private static final Place NOTHING = new Place.Literal(Double.NaN);

    private final Plan plan;
    private final Task.Fused task;
    private final Elements elements;
    private final LoopMethod method;
    private final Map<Tensor, Place> inputs = new HashMap<>();
    private final List<Place.InArray> arrays = new ArrayList<>();

    FusedLoop(Plan plan, Task.Fused task, Elements elements) {
        this.plan = plan;
        this.task = task;
        this.elements = elements;
        this.method = new LoopMethod(plan.real());
        task.inputs().forEach((input, place) -> inputs.put(input, read(place)));
        for (Operand stored : task.stored()) {
            method.reads(stored.place());
            if (stored.place() instanceof Place.InArray array) {
                arrays.add(array);
            }
        }
    }

    private Place read(Place from) {
        Place place = from;
        if (place instanceof Place.InArray array) {
            Place.InArray seen = array.expanded(task.shape());
            if (arrays.stream().noneMatch(seen::sees)) {
                arrays.add(seen);
            }
            place = seen;
        }
        method.reads(place);
        return place;
    }

    LoopMethod method() {
        return method;
    }

    private Nest nest() {
        return Nest.of(task.shape(), arrays.stream().map(Place.InArray::strides).toList());
    }

    /** Returns how many items the outermost loop has where it is shared among threads, else 0. */
    int sharedItems() {
        Nest nest = nest();
        return task.shape().size() < LEAST_TO_SHARE ? 0 : nest.dims()[0];
    }

    MethodTypeDesc type() {
        List<ClassDesc> parameters = new ArrayList<>(method.parameters());
        if (sharedItems() > 0) {
            parameters.add(ConstantDescs.CD_int);
            parameters.add(ConstantDescs.CD_int);
        }
        return MethodTypeDesc.of(ConstantDescs.CD_void, parameters);
    }

    /**
     * Returns all that its instructions depend on: loops of equal keys are one method. A recurrence has the same loops at each
     * entry, which the JIT then compiles once, and sooner.
     */
    List<Object> key() {
        Nest nest = nest();
        List<Object> key = new ArrayList<>(List.of(type().descriptorString(), sharedItems() > 0, grain()));
        key.add(Arrays.stream(nest.dims()).boxed().toList());
        for (int i = 0; i < arrays.size(); i++) {
            key.add(method.parameter(arrays.get(i)));
            key.add(Arrays.stream(nest.strides().get(i)).boxed().toList());
        }
        List<Tensor> nodes = List.copyOf(task.nodes());
        for (Tensor node : nodes) {
            key.add(node.op());
            node.inputs().forEach(input -> key.add(source(input, nodes)));
        }
        task.stored().forEach(stored -> key.add(nodes.indexOf(stored.tensor())));
        return key;
    }

    /** Returns which node of the loop computes an input, which of its arrays holds it, or which number it is. */
    private Object source(Tensor input, List<Tensor> nodes) {
        if (nodes.contains(input)) {
            return "node " + nodes.indexOf(input);
        }
        Place place = inputs.getOrDefault(input, NOTHING);
        for (int i = 0; i < arrays.size(); i++) {
            if (place instanceof Place.InArray array && array.sees(arrays.get(i))) {
                return "array " + i;
            }
        }
        return place instanceof Place.Local local ? "number " + method.parameter(local) : place;
    }

    void emit(CodeBuilder code) {
        Nest nest = nest();
        if (sharedItems() > 0) {
            int from = code.parameterSlot(method.parameters().size());
            int to = code.parameterSlot(method.parameters().size() + 1);
            Nests.emit(code, nest, new Nests.Range(c -> c.iload(from), c -> c.iload(to)), grain(), this::body);
        } else {
            Nests.emit(code, nest, Nests.Range.whole(nest.depth() == 0 ? 1 : nest.dims()[0]), grain(), this::body);
        }
        code.return_();
    }

    /** Fewer elements lie between two checks where each costs much. */
    private int grain() {
        double perElement = task.nodes().stream().mapToDouble(Cost::perElement).sum();
        return (int) Math.clamp(NANOSECONDS_TO_A_CHECK / perElement, LEAST_TO_A_CHECK, Interrupts.GRAIN);
    }

    private void body(CodeBuilder code, int[] indices) {
        Real real = plan.real();
        Map<Place.InArray, Integer> loaded = new HashMap<>();
        int reads = arrays.size() - task.stored().size();
        for (int i = 0; i < reads; i++) {
            int local = code.allocateLocal(real.kind());
            method.pushElement(code, arrays.get(i), indices[i]);
            real.store(code, local);
            loaded.put(arrays.get(i), local);
        }
        Map<Tensor, Integer> computed = new HashMap<>();
        for (Tensor node : task.nodes()) {
            elements.emit(
                    code,
                    node,
                    node.inputs().stream()
                            .map(input -> push(input, computed, loaded))
                            .toList());
            int local = code.allocateLocal(real.kind());
            real.store(code, local);
            computed.put(node, local);
        }
        for (int i = 0; i < task.stored().size(); i++) {
            method.pushArray(code, arrays.get(reads + i).buffer());
            code.iload(indices[reads + i]);
            real.load(code, computed.getOrDefault(task.stored().get(i).tensor(), -1));
            real.arrayStore(code);
        }
    }

    private Elements.Push push(Tensor input, Map<Tensor, Integer> computed, Map<Place.InArray, Integer> loaded) {
        Integer local = computed.get(input);
        if (local != null) {
            return code -> plan.real().load(code, local);
        }
        Place place = inputs.getOrDefault(input, NOTHING);
        for (Map.Entry<Place.InArray, Integer> entry : loaded.entrySet()) {
            if (place instanceof Place.InArray array && array.sees(entry.getKey())) {
                return code -> plan.real().load(code, entry.getValue());
            }
        }
        return code -> method.pushNumber(code, place);
    }
}
