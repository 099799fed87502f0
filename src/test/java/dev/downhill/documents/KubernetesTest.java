package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests for Kubernetes, read by the classes of its own Java client, which know every property of its API. */
class KubernetesTest {
    private static final Path MANIFESTS = Path.of("examples", "cluster", "kubernetes.yaml");

    private static List<JsonObject> manifests() throws IOException {
        List<JsonObject> manifests = new ArrayList<>();
        for (Object manifest :
                new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(MANIFESTS))) {
            manifests.add(new Gson().toJsonTree(manifest).getAsJsonObject());
        }
        return manifests;
    }

    /** @throws IllegalArgumentException if a property is unknown, missing or of a wrong type */
    private static void check(JsonObject manifest) throws IOException {
        switch (manifest.get("apiVersion").getAsString() + " "
                + manifest.get("kind").getAsString()) {
            case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(manifest);
            case "v1 Service" -> V1Service.validateJsonElement(manifest);
            case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(manifest);
            case "autoscaling/v2 HorizontalPodAutoscaler" -> V2HorizontalPodAutoscaler.validateJsonElement(manifest);
            default -> throw new AssertionError(manifest.get("kind") + " is checked by nothing");
        }
    }

    @Test
    void everyManifestIsOfKubernetesApi() throws IOException {
        List<JsonObject> manifests = manifests();
        for (JsonObject manifest : manifests) {
            check(manifest);
        }

        assertThat(manifests).hasSize(4);
    }

    @Test
    void misspeltPropertyIsFound() throws IOException {
        JsonObject deployment = manifests().getFirst();
        container(deployment).add("livenessprobe", container(deployment).get("livenessProbe"));

        assertThatIllegalArgumentException().isThrownBy(() -> check(deployment)).withMessageContaining("livenessprobe");
    }

    @Test
    void replicasHaveProbesAndLimitsAndTheVersion() throws IOException {
        JsonObject container = container(manifests().getFirst());

        assertThat(container.keySet()).contains("startupProbe", "readinessProbe", "livenessProbe");
        assertThat(container
                        .getAsJsonObject("resources")
                        .getAsJsonObject("limits")
                        .keySet())
                .containsExactlyInAnyOrder("cpu", "memory");
        assertThat(container.get("image").getAsString()).isEqualTo("downhill:" + PomFile.version());
    }

    private static JsonObject container(JsonObject deployment) {
        JsonElement containers = deployment
                .getAsJsonObject("spec")
                .getAsJsonObject("template")
                .getAsJsonObject("spec")
                .get("containers");
        return containers.getAsJsonArray().get(0).getAsJsonObject();
    }
}
