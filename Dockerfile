FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
# Nearly all that the build needs from elsewhere, in a layer that stands while the source changes.
RUN ./mvnw -B -ntp -q dependency:go-offline
COPY src/main src/main
RUN ./mvnw -B -ntp -q -Psbom -Dmaven.test.skip package \
    && java -Djarmode=tools -jar target/downhill-*.jar extract --layers --application-filename downhill.jar --destination layers

FROM eclipse-temurin:25-jre
# Fonts, because plots are drawn without a screen.
RUN apt-get update \
    && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 downhill
WORKDIR /downhill
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# One start, so that the JVM finds the classes read and linked at the next ones.
RUN java --add-modules jdk.incubator.vector -XX:AOTCacheOutput=downhill.aot -Dspring.context.exit=onRefresh -jar downhill.jar
# As a number, for those who ask that it is not root.
USER 10001
# Runs that go on get less time than "docker stop" gives; a service that cannot be trusted ends, for --restart to begin anew;
# the fonts' cache needs a place that can be written to.
ENV DOWNHILL_JOBS_SHUTDOWN_GRACE=5s DOWNHILL_SURVIVAL_EXIT_WHEN_BROKEN=true XDG_CACHE_HOME=/tmp
EXPOSE 8080
# By bash, because the image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
# No shell, so that java is told to stop, and what follows the image's name reaches the service.
ENTRYPOINT ["java", "--add-modules", "jdk.incubator.vector", "-XX:AOTCache=downhill.aot", "-XX:MaxRAMPercentage=60", "-jar", "downhill.jar"]
