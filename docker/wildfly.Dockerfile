# WildFly with the service:  mvn package && docker build -f docker/wildfly.Dockerfile -t acmecrm-integration .
FROM quay.io/wildfly/wildfly:39.0.1.Final-jdk17

COPY --chown=jboss:root server-config/wildfly/configure.cli /tmp/configure.cli
RUN /opt/jboss/wildfly/bin/jboss-cli.sh --file=/tmp/configure.cli \
 && rm -rf /opt/jboss/wildfly/standalone/configuration/standalone_xml_history/current
COPY --chown=jboss:root target/acmecrm-integration.war /opt/jboss/wildfly/standalone/deployments/acmecrm-integration.war

EXPOSE 3000
CMD ["/opt/jboss/wildfly/bin/standalone.sh", "-b", "0.0.0.0", "-Djboss.http.port=3000"]
