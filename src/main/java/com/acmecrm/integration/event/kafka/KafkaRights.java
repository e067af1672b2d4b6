package com.acmecrm.integration.event.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the rights that this service needs its account does not have, as the brokers' ACLs are now. Asked for before
 * an operation fails: the first dead letter may come months after the start.
 */
@ApplicationScoped
public class KafkaRights {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaRights.class);

    private static final Set<AclOperation> OF_THE_TOPIC = Set.of(AclOperation.READ, AclOperation.WRITE);
    private static final Set<AclOperation> OF_DEAD_LETTERS = Set.of(AclOperation.WRITE);
    private static final Set<AclOperation> OF_THE_GROUP = Set.of(AclOperation.READ);
    /** Shorter than a question to the brokers may take: the coordinator of the group may not answer. */
    private static final int TIMEOUT_MILLIS = 500;

    @Inject
    KafkaConfig config;

    private volatile Set<String> lastKnown = Set.of();

    /** For {@link KafkaCluster#ask}: as {@code WRITE on topic contacts}; what was last known where there is no answer. */
    CompletionStage<Set<String>> missing(Admin admin) {
        CompletableFuture<Set<String>> answer = new CompletableFuture<>();
        Stream.of(
                        topic(admin, config.topic(), OF_THE_TOPIC),
                        topic(admin, config.deadLetterTopic(), OF_DEAD_LETTERS),
                        group(admin))
                .reduce((one, other) -> one.thenCombine(other, KafkaRights::union))
                .orElseThrow()
                .whenComplete((found, failure) -> answer.complete(failure == null ? note(found) : lastKnown));
        return answer.completeOnTimeout(lastKnown, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static CompletionStage<Set<String>> topic(Admin admin, String name, Set<AclOperation> needed) {
        KafkaFuture<TopicDescription> answer = admin.describeTopics(
                        List.of(name), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .get(name);
        return answer.toCompletionStage()
                .handle((topic, failure) -> missing(
                        "topic " + name,
                        needed,
                        Optional.ofNullable(topic).map(TopicDescription::authorizedOperations),
                        failure));
    }

    private CompletionStage<Set<String>> group(Admin admin) {
        KafkaFuture<ConsumerGroupDescription> answer = admin.describeConsumerGroups(
                        List.of(config.group()), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups()
                .get(config.group());
        return answer.toCompletionStage()
                .handle((group, failure) -> missing(
                        "group " + config.group(),
                        OF_THE_GROUP,
                        Optional.ofNullable(group).map(ConsumerGroupDescription::authorizedOperations),
                        failure));
    }

    /**
     * All of them where not even describing is allowed, which each of them implies. None where a resource does not exist
     * yet: who may create it, Kafka does not say.
     */
    private static Set<String> missing(
            String resource, Set<AclOperation> needed, Optional<Set<AclOperation>> allowed, Throwable failure) {
        Set<String> missing = new TreeSet<>();
        if (allowed.isPresent() || failure instanceof AuthorizationException) {
            needed.stream()
                    .filter(operation -> !allowed.orElse(Set.of()).contains(operation))
                    .forEach(operation -> missing.add(operation + " on " + resource));
        }
        return missing;
    }

    private static Set<String> union(Collection<String> one, Collection<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }

    private Set<String> note(Set<String> missing) {
        if (!missing.equals(lastKnown)) {
            lastKnown = missing;
            if (missing.isEmpty()) {
                LOG.info("Kafka's ACLs allow this account all that it needs");
            } else {
                LOG.warn("Kafka's ACLs do not allow this account {}", String.join(", ", missing));
            }
        }
        return missing;
    }
}
