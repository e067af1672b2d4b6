# The service on Payara Micro:  docker build -f docker/payara.Dockerfile -t acmecrm-integration:payara .
# docs/operate.md tells how to run it.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
# It brings the server, too, in the version that pom.xml names and the tests ran on.
RUN mvn -B -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM eclipse-temurin:17-jre-alpine
RUN adduser -D -H -u 10001 acmecrm
COPY server-config/drain.sh /opt/acmecrm/server-config/drain.sh
COPY server-config/payara /opt/acmecrm/server-config/payara
COPY --from=build /build/target/server/payara-micro.jar /opt/acmecrm/payara-micro.jar
COPY --from=build /build/target/acmecrm-integration.war /opt/acmecrm/acmecrm-integration.war
COPY --from=build /build/target/acmecrm-integration-payara.jar /opt/acmecrm/acmecrm-integration-payara.jar

# All that is written goes to /tmp: the rest of the file system may be read-only.
USER 10001:10001
ENV SERVER_ADDRESS=0.0.0.0
EXPOSE 3000
STOPSIGNAL SIGTERM
# Whether it is beyond repair. Not /health/ready: a node whose database is away comes back by itself.
HEALTHCHECK --interval=10s --timeout=5s --start-period=3m --retries=3 \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/health/live"]
# The virtual machine's flags, each with its reason, are in start.sh.
ENTRYPOINT ["/opt/acmecrm/server-config/payara/start.sh", "/opt/acmecrm/payara-micro.jar", "/opt/acmecrm/acmecrm-integration.war"]
