# Payara Micro with the service:  mvn package && docker build -f docker/payara.Dockerfile -t acmecrm-integration .
FROM payara/micro:6.2025.10-jdk17

COPY --chown=payara:payara server-config/payara/pre-boot.asadmin /opt/payara/pre-boot.asadmin
COPY --chown=payara:payara target/acmecrm-integration.war /opt/payara/deployments/acmecrm-integration.war

# Without the provider's name, Payara searches all its jars for it with each token that it checks.
ENV JVM_ARGS="-XX:+UseParallelGC -Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl"

EXPOSE 3000
CMD ["--nohazelcast", "--port", "3000", "--contextroot", "/", \
     "--prebootcommandfile", "/opt/payara/pre-boot.asadmin", \
     "--deploy", "/opt/payara/deployments/acmecrm-integration.war"]
