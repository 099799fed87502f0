package dev.downhill.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Classroom;
import dev.downhill.service.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The package of {@code clients/typescript}, compiled with the types of the running service, which asks for a key. */
@Classroom
class TypeScriptClientTest {
    @Test
    void followsAJobWithAKeyAndGoesOnWhereTheStreamBroke(Service service) throws Exception {
        Npm.install();
        Npm.fetchTheDocument(service, "Authorization", Classroom.TEACHER);
        Path sources = Path.of("clients/typescript");
        Path here = Path.of("target/npm/typescript");
        for (String part : List.of("src", "tsconfig.json", "package.json")) {
            FileSystemUtils.copyRecursively(sources.resolve(part), here.resolve(part));
        }
        Npm.tool(
                "openapi-typescript",
                "--default-non-nullable",
                "false",
                "openapi.json",
                "-o",
                "typescript/src/schema.d.ts");
        Npm.tool("tsc", "-p", "typescript/tsconfig.follow.json");

        String key = Classroom.TEACHER.replace("Bearer ", "");
        List<String> said = Npm.run("node", "typescript/dist/follow.js", service.address(), key)
                .lines()
                .toList();

        String whole = "{\"count\":5000,\"inOrder\":true,\"first\":1,\"end\":\"completed\"";
        assertThat(said.get(0)).isEqualTo(whole + "}");
        assertThat(said.get(1)).isEqualTo(whole + ",\"broken\":3}");
        assertThat(said.get(2))
                .contains("\"inOrder\":true", "\"end\":\"completed\"")
                .doesNotContain("\"first\":1,");
        assertThat(said.get(3)).isEqualTo("[404,401]");
    }
}
