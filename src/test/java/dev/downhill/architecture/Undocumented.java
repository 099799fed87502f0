package dev.downhill.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds public declarations without a doc comment.
 *
 * <p>Every public type, method, constant and constructor needs one, also within an interface, where everything is public.
 * Exempt are methods that override, accessors of records, and constructors without parameters. The compiler only parses the
 * sources.
 */
final class Undocumented {
    private final DocTrees docs;
    private final List<String> found = new ArrayList<>();

    private Undocumented(DocTrees docs) {
        this.docs = docs;
    }

    /**
     * Returns a line for each declaration, such as {@code engine/loss/Loss.java: pointwise}.
     *
     * @param sources the texts of some files, by their names
     */
    static List<String> in(Map<String, String> sources) {
        List<Source> files = sources.entrySet().stream()
                .map(file -> new Source(file.getKey(), file.getValue()))
                .toList();
        var task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, files);
        var undocumented = new Undocumented(DocTrees.instance(task));
        try {
            task.parse().forEach(undocumented::look);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(undocumented.found);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private void look(CompilationUnitTree file) {
        for (Tree type : file.getTypeDecls()) {
            if (type instanceof ClassTree top) {
                look(new TreePath(new TreePath(file), top), top, /* isInInterface= */ false);
            }
        }
    }

    private void look(TreePath path, ClassTree type, boolean isInInterface) {
        if (!isPublic(type.getModifiers(), isInInterface)) {
            return;
        }
        require(path, type.getSimpleName().toString());
        boolean isInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        for (Tree member : type.getMembers()) {
            var at = new TreePath(path, member);
            switch (member) {
                case ClassTree nested -> look(at, nested, isInterface);
                case MethodTree method -> {
                    if (isPublic(method.getModifiers(), isInterface) && !isExempt(method, type)) {
                        require(at, type.getSimpleName() + "." + method.getName());
                    }
                }
                case VariableTree constant -> {
                    if (isPublic(constant.getModifiers(), isInterface)) {
                        require(at, type.getSimpleName() + "." + constant.getName());
                    }
                }
                default -> {}
            }
        }
    }

    private static boolean isPublic(ModifiersTree modifiers, boolean isInInterface) {
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || (isInInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    private static boolean isExempt(MethodTree method, ClassTree type) {
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        boolean isConstructor = method.getName().contentEquals("<init>");
        return overrides || (method.getParameters().isEmpty() && (isConstructor || isAccessor(method, type)));
    }

    private static boolean isAccessor(MethodTree method, ClassTree type) {
        return type.getKind() == Tree.Kind.RECORD
                && type.getMembers().stream()
                        .anyMatch(member -> member instanceof VariableTree component
                                && component.getName().equals(method.getName())
                                && !component.getModifiers().getFlags().contains(Modifier.STATIC));
    }

    private void require(TreePath declaration, String name) {
        if (docs.getDocComment(declaration) == null) {
            found.add(declaration.getCompilationUnit().getSourceFile().getName() + ": " + name);
        }
    }
}
