# The two images that this one is built in; docker/bases makes others where no registry is reached.
ARG JDK=eclipse-temurin:25-jdk
ARG BASE=debian:bookworm-slim
# As in pom.xml; the build fails where the jar has another.
ARG VERSION=1.0.0

FROM ${JDK} AS build
ARG VERSION
WORKDIR /build
COPY .mvn .mvn
# A jar that is given with the sources is taken as it is: docker/image.
COPY mvnw pom.xml target/downhill-$VERSION.ja[r] ./
# Nearly all that the build needs from elsewhere, in a layer that stands while the source changes.
RUN [ -f downhill-$VERSION.jar ] || ./mvnw -B -ntp -q dependency:go-offline
COPY engine engine
COPY src/main src/main
RUN if [ ! -f downhill-$VERSION.jar ]; then ./mvnw -B -ntp -q -Psbom -Dmaven.test.skip package && mv target/downhill-$VERSION.jar .; fi \
    && java -Djarmode=tools -jar downhill-$VERSION.jar extract --layers --application-filename downhill.jar --destination layers
# A Java of what the service uses, and of jcmd and the flight recorder for who looks after it. Its compilers are a little nicer than its other
# threads: on two cores a start takes a quarter less, and the first lesson of a class no longer waits for them. These options are part of this
# Java because on a command line the JVM warns of them (it fears that a priority could be raised).
RUN jlink --output /opt/downhill-java --strip-java-debug-attributes --no-man-pages --no-header-files --compress=zip-6 \
    --add-options="-XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=5" \
    --add-modules java.se,jdk.incubator.vector,jdk.unsupported,jdk.management,jdk.net,jdk.zipfs,jdk.jcmd,jdk.jfr

FROM ${BASE} AS root
# All that is taken from Debian: the C library, fonts, because plots are drawn without a screen, and a shell with wget to look around.
COPY docker/root /usr/local/bin/
RUN root /root-of-image base-files libc6 fonts-dejavu-core fontconfig fontconfig-config libfontconfig1 \
        libfreetype6 libpng16-16 zlib1g libbrotli1 libexpat1 busybox-static \
    && printf 'root:x:0:0:root:/root:/bin/sh\ndownhill:x:10001:10001::/downhill:/bin/sh\n' > /root-of-image/etc/passwd \
    && printf 'root:x:0:\ndownhill:x:10001:\n' > /root-of-image/etc/group

FROM scratch
ARG VERSION
LABEL org.opencontainers.image.title="Downhill" \
      org.opencontainers.image.description="Gradient descent as a service: watch a network learn." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION"
COPY --from=root /root-of-image /
ENV JAVA_HOME=/opt/downhill-java PATH=/opt/downhill-java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
COPY --from=build /opt/downhill-java /opt/downhill-java
WORKDIR /downhill
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# The collector is chosen here, as the cache depends on it: the attacks of bench/run were run with it, and it takes the least memory when idle.
COPY docker/rehearse /tmp/rehearse
RUN /tmp/rehearse downhill.aot java --add-modules jdk.incubator.vector -XX:+UseSerialGC -jar downhill.jar
# As a number, for those who ask that it is not root.
USER 10001
# Runs that go on get less time than "docker stop" gives; a service that cannot be trusted ends, for --restart to begin anew;
# the fonts' cache needs a place that can be written to.
ENV DOWNHILL_JOBS_SHUTDOWN_GRACE=5s DOWNHILL_SURVIVAL_EXIT_WHEN_BROKEN=true XDG_CACHE_HOME=/tmp
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD wget -q -O /dev/null "http://127.0.0.1:${SERVER_PORT:-8080}/actuator/health/readiness"
# No shell, so that java is told to stop, and what follows the image's name reaches the service.
# Java would move the cache to a random address and so copy all of its pages; at its own address they stay pages of the file (40 MB less).
# What the compilers have freed goes back to the system every ten seconds (20 MB less).
# A JVM of this size begins with 4 MB for new objects and keeps that until its first full collection, so nearly all objects grow old: with
# 24 MB a class takes less memory. More would make the pauses longer, and not fewer of them. An ended job outlives any number of young
# collections, so it is copied once.
ENTRYPOINT ["java", "--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC", "-Xmn24m", "-XX:MaxTenuringThreshold=1", "-XX:AOTCache=downhill.aot", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", "-XX:TrimNativeHeapInterval=10000", "-XX:MaxRAMPercentage=60", "-jar", "downhill.jar"]
