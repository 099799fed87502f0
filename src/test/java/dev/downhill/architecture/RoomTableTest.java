package dev.downhill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The table of packages in ARCHITECTURE.md tells the truth. */
@Execution(ExecutionMode.CONCURRENT)
class RoomTableTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(RoomTable.ROOT);

    private static RoomTable table() throws IOException {
        return RoomTable.read();
    }

    @Test
    void everyPackageHasARow() throws IOException {
        assertThat(table().missing(CLASSES)).isEmpty();
        assertThat(table().empty(CLASSES)).isEmpty();
    }

    @Test
    void packagesUseOnlyWhatTheirRowLists() throws IOException {
        assertThat(table().forbidden(CLASSES)).isEmpty();
    }

    @Test
    void everyListedUseExists() throws IOException {
        assertThat(table().unused(CLASSES)).isEmpty();
    }

    @Test
    void packagesUseOnlyPackagesFurtherDown() throws IOException {
        // An operation makes tensors, and a tensor's methods make operations.
        assertThat(table().upward()).containsOnly("engine.autograd -> engine.autograd.op");
    }

    @Test
    void noSimpleNameOccursTwice() {
        Map<String, List<String>> byName = new TreeMap<>();
        CLASSES.stream()
                .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.getPackageName().matches(".*\\.float(32|64)\\.(scalar|vector)"))
                .forEach(type -> byName.merge(
                        type.getSimpleName(),
                        List.of(type.getName()),
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).toList()));

        assertThat(byName.values()).allMatch(names -> names.size() == 1);
    }

    /** Compiles into each package a class that uses a class of a package which its row does not list. */
    @Test
    void aForbiddenImportInAnyPackageFailsTheCheck(@TempDir Path classes) throws IOException {
        RoomTable table = table();
        Set<String> rooms = table.known().keySet();

        compile(rooms.stream().map(room -> intruder(room, table)).toList(), classes);

        List<String> found = table.forbidden(new ClassFileImporter().importPath(classes));
        assertThat(found).hasSameSizeAs(rooms);
        for (String room : rooms) {
            assertThat(found)
                    .filteredOn(use -> use.startsWith(room + " may not use "))
                    .hasSize(1);
        }
    }

    private static JavaFileObject intruder(String room, RoomTable table) {
        String forbidden = publicClasses().entrySet().stream()
                .filter(entry -> !table.allows(room, entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        String source = "package %s; class Intruder { %s used; }"
                .formatted(room.equals(RoomTable.ROOT) ? room : RoomTable.ROOT + "." + room, forbidden);
        return new SimpleJavaFileObject(
                URI.create("string:///" + room + "/Intruder.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    /** Returns a public class of each package that has one. */
    private static Map<String, String> publicClasses() {
        Map<String, String> found = new TreeMap<>();
        CLASSES.stream()
                .filter(type -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .filter(type -> !type.isNestedClass())
                .forEach(type -> found.putIfAbsent(RoomTable.room(type), type.getName()));
        return found;
    }

    private static void compile(List<JavaFileObject> sources, Path output) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-d", output.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(null, null, null, options, null, sources).call())
                .isTrue();
    }
}
