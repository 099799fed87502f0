import java.io.PrintWriter;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleResolutionAttribute;
import jdk.tools.jlink.internal.Main;
import jdk.tools.jlink.internal.PluginRepository;
import jdk.tools.jlink.plugin.Plugin;
import jdk.tools.jlink.plugin.ResourcePool;
import jdk.tools.jlink.plugin.ResourcePoolBuilder;
import jdk.tools.jlink.plugin.ResourcePoolEntry;

/**
 * Runs {@code jlink} with one more plugin, {@code --unmark-vector-api}: it takes the mark of an incubator from the Vector API's module.
 *
 * <p>A JVM archives no module graph, and so links no class ahead of time, while a module with the mark is in its boot layer
 * ({@code ModuleBootstrap}). The mark does nothing else than warn and leave the module out where nobody asks for it. Plugins are no
 * public API, so these packages are opened to this program: see the Dockerfile.
 */
final class LinkJava implements Plugin {
    private static final String MODULE = "/jdk.incubator.vector/module-info.class";

    public static void main(String[] arguments) {
        PluginRepository.registerPlugin(new LinkJava());
        System.exit(Main.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    @Override
    public String getName() {
        return "unmark-vector-api";
    }

    @Override
    public String getDescription() {
        return "Take the mark of an incubator from jdk.incubator.vector.";
    }

    /** Returns a category before that of the plugin that writes down what all modules declare. */
    @Override
    public Category getType() {
        return Category.FILTER;
    }

    @Override
    public ResourcePool transform(ResourcePool in, ResourcePoolBuilder out) {
        in.transformAndCopy(entry -> entry.path().equals(MODULE) ? unmarked(entry) : entry, out);
        return out.build();
    }

    private static ResourcePoolEntry unmarked(ResourcePoolEntry module) {
        ClassFile files = ClassFile.of();
        return module.copyWithContent(files.transformClass(
                files.parse(module.contentBytes()),
                ClassTransform.dropping(ModuleResolutionAttribute.class::isInstance)));
    }
}
