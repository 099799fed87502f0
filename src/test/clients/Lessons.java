import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.JobsApi;
import org.openapitools.client.model.ActivationLayer;
import org.openapitools.client.model.AdamOptimizer;
import org.openapitools.client.model.Activation;
import org.openapitools.client.model.CosineSchedule;
import org.openapitools.client.model.CrossEntropyLoss;
import org.openapitools.client.model.Data;
import org.openapitools.client.model.DropoutLayer;
import org.openapitools.client.model.GeneratedData;
import org.openapitools.client.model.GradientClipping;
import org.openapitools.client.model.Init;
import org.openapitools.client.model.InlineData;
import org.openapitools.client.model.JobSpecification;
import org.openapitools.client.model.JobView;
import org.openapitools.client.model.KaimingUniformInit;
import org.openapitools.client.model.Layer;
import org.openapitools.client.model.LeakyReluActivation;
import org.openapitools.client.model.LinearLayer;
import org.openapitools.client.model.Loss;
import org.openapitools.client.model.Model;
import org.openapitools.client.model.Optimizer;
import org.openapitools.client.model.Recording;
import org.openapitools.client.model.Regularization;
import org.openapitools.client.model.Schedule;
import org.openapitools.client.model.SgdOptimizer;
import org.openapitools.client.model.StopRules;

/**
 * The first lesson as the README has it, and a network with every union of the document, sent with the client that
 * openapi-generator makes (java, native). GeneratedClientsTest compiles and runs it.
 */
public final class Lessons {
    private Lessons() {}

    /** Returns a line for each job, of the service at an address. */
    public static String run(String address) throws Exception {
        var client = new ApiClient();
        client.updateBaseUri(address);
        var jobs = new JobsApi(client);
        var said = new StringBuilder();
        for (JobSpecification specification : List.of(first(), network())) {
            JobView job = jobs.createJob(specification, "wait=10", null);
            JobView again = jobs.getJob(job.getId());
            said.append(again.getStatus()).append(' ').append(again.getOutcome()).append(' ')
                    .append(again.getTrajectory().getLoss()).append(' ').append(again.getSpecification()).append('\n');
        }
        return said.toString();
    }

    private static JobSpecification first() {
        return new JobSpecification()
                .name("y = 3x")
                .model(new Model().expression("w * x").parameters(Map.of("w", 0.0)))
                .data(new Data(new InlineData()
                        .putAdditionalProperty("x", List.of(2.0))
                        .putAdditionalProperty("y", List.of(6.0))))
                .loss(new Loss("mse"))
                .optimizer(new Optimizer(new SgdOptimizer().type(SgdOptimizer.TypeEnum.SGD).learningRate(0.1)))
                .steps(10L);
    }

    private static JobSpecification network() {
        return new JobSpecification()
                .model(new Model().layers(List.of(
                        new Layer(new LinearLayer()
                                .type(LinearLayer.TypeEnum.LINEAR)
                                .units(8)
                                .activation(new Activation(new LeakyReluActivation()
                                        .type(LeakyReluActivation.TypeEnum.LEAKY_RELU)
                                        .negativeSlope(0.1)))
                                .init(new Init(new KaimingUniformInit().type(KaimingUniformInit.TypeEnum.KAIMING_UNIFORM)))),
                        new Layer(new ActivationLayer()
                                .type(ActivationLayer.TypeEnum.ACTIVATION)
                                .activation(new Activation("tanh"))),
                        new Layer(new DropoutLayer().type(DropoutLayer.TypeEnum.DROPOUT).p(0.1)),
                        new Layer(new LinearLayer().type(LinearLayer.TypeEnum.LINEAR).units(2)))))
                .data(new Data(new GeneratedData()
                        .generator(GeneratedData.GeneratorEnum.XOR)
                        .n(40L)
                        .noise(0.1)
                        .testFraction(0.25)
                        .features(List.of("x1", "x2", "x1 * x2"))))
                .loss(new Loss(new CrossEntropyLoss()
                        .type(CrossEntropyLoss.TypeEnum.CROSS_ENTROPY)
                        .labelSmoothing(0.1)))
                .optimizer(new Optimizer(new AdamOptimizer().type(AdamOptimizer.TypeEnum.ADAM).learningRate(0.05)))
                .schedule(new Schedule(new CosineSchedule().type(CosineSchedule.TypeEnum.COSINE).tMax(20L)))
                .regularization(new Regularization().l2(0.001))
                .gradientClipping(new GradientClipping().norm(1.0))
                .stop(new StopRules().lossBelow(1e-9).patience(100L))
                .record(new Recording().every(2L).parameters(Recording.ParametersEnum.SUMMARY).gradients(true))
                .dtype(JobSpecification.DtypeEnum.FLOAT32)
                .steps(20L);
    }
}
