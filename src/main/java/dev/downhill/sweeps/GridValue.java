package dev.downhill.sweeps;

import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.reading.Change;
import tools.jackson.databind.JsonNode;

/**
 * A value of a grid.
 *
 * @param pointer the field of the specification that it is for
 * @param index its place in the list
 */
record GridValue(String pointer, int index, JsonNode value) {
    Change change() {
        return new Change(pointer, value);
    }

    /** Returns whether a fault of the specification is at the place of this value, within it, or at what it is within. */
    boolean isAt(Fault fault) {
        String place = fault.pointer();
        return place.equals(pointer)
                || place.startsWith(pointer + "/")
                || (!place.isEmpty() && pointer.startsWith(place + "/"));
    }

    /** Returns the place in the request, as a JSON pointer. */
    String place() {
        return placeOf(pointer) + "/" + index;
    }

    /** Returns the place in the request of all values for a field. */
    static String placeOf(String pointer) {
        return "/grid/" + pointer.replace("~", "~0").replace("/", "~1");
    }
}
