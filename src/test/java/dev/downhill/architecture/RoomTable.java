package dev.downhill.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of packages in ARCHITECTURE.md: each package with those that it may use.
 *
 * @param known the packages that each package may use, by its name without {@code dev.downhill.}, in the order of the table
 */
record RoomTable(Map<String, Set<String>> known) {
    static final String ROOT = "dev.downhill";

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9.]+)` \\|[^|]*\\| *([^|]*?) *\\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z0-9.]+)`");

    /** Reads the table. */
    static RoomTable read() throws IOException {
        return parse(Files.readString(Path.of("ARCHITECTURE.md")));
    }

    static RoomTable parse(String markdown) {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        Matcher row = ROW.matcher(markdown);
        while (row.find()) {
            Set<String> names = new TreeSet<>();
            Matcher name = NAME.matcher(row.group(2));
            while (name.find()) {
                names.add(name.group(1));
            }
            if (known.put(row.group(1), names) != null) {
                throw new IllegalArgumentException("the table has two rows for " + row.group(1));
            }
        }
        return new RoomTable(known);
    }

    /** Returns the package of a class without {@code dev.downhill.}; kernels made from one source count as one package. */
    static String room(JavaClass type) {
        String name = type.getPackageName().equals(ROOT)
                ? ROOT
                : type.getPackageName().substring(ROOT.length() + 1);
        return name.startsWith("engine.kernel.") ? "engine.kernel" : name;
    }

    private static boolean isOurs(JavaClass type) {
        return !type.getSimpleName().equals("package-info") && isInRoom(type);
    }

    private static boolean isInRoom(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** Returns the packages of the classes that have no row. */
    Set<String> missing(JavaClasses classes) {
        Set<String> missing = rooms(classes);
        missing.removeAll(known.keySet());
        return missing;
    }

    /** Returns the rows that no class belongs to. */
    Set<String> empty(JavaClasses classes) {
        Set<String> empty = new TreeSet<>(known.keySet());
        empty.removeAll(rooms(classes));
        return empty;
    }

    private static Set<String> rooms(JavaClasses classes) {
        return classes.stream()
                .filter(RoomTable::isOurs)
                .map(RoomTable::room)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns every use of one package by another that the table does not allow. */
    List<String> forbidden(JavaClasses classes) {
        List<String> forbidden = new ArrayList<>();
        for (JavaClass type : classes) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass used = use.getTargetClass().getBaseComponentType();
                if (isOurs(used) && !allows(room(type), room(used))) {
                    forbidden.add(room(type) + " may not use " + room(used) + ": " + use.getDescription());
                }
            }
        }
        return forbidden;
    }

    /** Returns every entry {@code package -> package} of the table that no class needs. */
    Set<String> unused(JavaClasses classes) {
        Set<String> unused = known.entrySet().stream()
                .flatMap(row -> row.getValue().stream().map(used -> row.getKey() + " -> " + used))
                .collect(Collectors.toCollection(TreeSet::new));
        for (JavaClass type : classes) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass used = use.getTargetClass().getBaseComponentType();
                if (isOurs(used)) {
                    unused.remove(room(type) + " -> " + room(used));
                }
            }
        }
        return unused;
    }

    /** Returns every entry that does not lead downward: packages may only use those in later rows. */
    List<String> upward() {
        List<String> order = List.copyOf(known.keySet());
        return known.entrySet().stream()
                .flatMap(row -> row.getValue().stream()
                        .filter(used -> order.indexOf(used) <= order.indexOf(row.getKey()))
                        .map(used -> row.getKey() + " -> " + used))
                .toList();
    }

    boolean allows(String from, String to) {
        return from.equals(to)
                || Objects.requireNonNullElse(known.get(from), Set.of()).contains(to);
    }
}
