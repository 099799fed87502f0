package dev.downhill.container;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import dev.downhill.Await;
import dev.downhill.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The image as a class runs it: 512 MB, two cores, a file system that cannot be written to, and no privileges. {@code
 * DOWNHILL_IMAGE} names the image; without it, its tests are skipped.
 */
final class DownhillContainer extends GenericContainer<DownhillContainer> {
    private static final long MEMORY = 512L << 20;
    private static final long CORES = 2;
    private static final int PORT = 8080;
    private static final int SECONDS_TO_STOP = 20;

    /** Other tests' containers are not removed where a run was cut off. */
    static final Map<String, String> LABEL = Map.of("dev.downhill.test", "true");

    DownhillContainer() {
        super(image("DOWNHILL_IMAGE"));
        withExposedPorts(PORT);
        withLabels(LABEL);
        withTmpFs(Map.of("/tmp", "rw"));
        withCreateContainerCmdModifier(command -> limit(Objects.requireNonNull(command.getHostConfig())));
        waitingFor(Wait.forHttp("/actuator/health/readiness").forPort(PORT).withStartupTimeout(Duration.ofMinutes(3)));
    }

    /** Returns the image that a variable of the environment names; where it names none, skips the test. */
    static DockerImageName image(String variable) {
        String name = System.getenv(variable);
        Assumptions.assumeTrue(name != null, "The container tests are skipped: .ci/containers sets " + variable + ".");
        return DockerImageName.parse(Objects.requireNonNull(name));
    }

    private static void limit(HostConfig host) {
        host.withMemory(MEMORY)
                .withMemorySwap(MEMORY)
                .withNanoCPUs(CORES * 1_000_000_000)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"));
    }

    Service service() {
        return new Service(getMappedPort(PORT));
    }

    ContainerState state() {
        return dockerClient.inspectContainerCmd(getContainerId()).exec().getState();
    }

    @Nullable
    String health() {
        var health = state().getHealth();
        return health == null ? null : health.getStatus();
    }

    /** Tells the service to stop, as {@code docker stop} does, and returns the exit code. */
    long terminate() {
        dockerClient
                .stopContainerCmd(getContainerId())
                .withTimeout(SECONDS_TO_STOP)
                .exec();
        Await.until("the container has stopped", () -> !Boolean.TRUE.equals(state().getRunning()));
        return Objects.requireNonNull(state().getExitCodeLong());
    }
}
