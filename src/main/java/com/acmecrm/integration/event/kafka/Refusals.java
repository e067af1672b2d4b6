package com.acmecrm.integration.event.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** What an operator has to allow or to correct, in a sentence: Kafka's exceptions name the resource alone. */
final class Refusals {

    private Refusals() {}

    /** @param operation that was tried on the topic; on a group it is always reading */
    static KafkaException explained(String what, Throwable failure, AclOperation operation, String topic) {
        return new KafkaException(what + ": " + reason(failure, operation, topic), failure);
    }

    private static String reason(Throwable failure, AclOperation operation, String topic) {
        if (failure instanceof TopicAuthorizationException) {
            return lacks(operation, "topic " + topic);
        }
        if (failure instanceof GroupAuthorizationException group) {
            return lacks(AclOperation.READ, "group " + group.groupId());
        }
        if (failure instanceof ClusterAuthorizationException) {
            return lacks(operation, "the cluster");
        }
        if (failure instanceof SaslAuthenticationException) {
            return "Kafka does not accept the account in acmecrm.kafka.sasl or acmecrm.kafka.oauth";
        }
        if (failure instanceof SslAuthenticationException) {
            return "the TLS handshake failed; see acmecrm.kafka.ca and acmecrm.kafka.client-certificate";
        }
        return String.valueOf(failure.getMessage());
    }

    private static String lacks(AclOperation operation, String resource) {
        return "Kafka's ACLs do not allow this account " + operation + " on " + resource;
    }
}
