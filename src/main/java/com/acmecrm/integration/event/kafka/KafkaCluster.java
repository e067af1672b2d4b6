package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.platform.shutdown.ApplicationStopping;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Questions to the brokers that are answered soon or not at all, on one connection that stays open. */
@ApplicationScoped
public class KafkaCluster {

    private static final Duration PATIENCE = Duration.ofMillis(900);

    @Inject
    KafkaConfig config;

    private Admin admin;

    /** @throws KafkaException if there is no answer within about a second */
    <T> T ask(Function<Admin, CompletionStage<T>> question) {
        try {
            return question.apply(admin()).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new KafkaException("No answer in " + PATIENCE.toMillis() + " ms", slow);
        } catch (ExecutionException failure) {
            throw new KafkaException("Kafka does not tell", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Stopped while asking", stopped);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            Map<String, Object> settings = config.admin();
            // Nobody waits for longer, and what nobody waits for must not pile up while Kafka is away.
            settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            admin = Admin.create(settings);
        }
        return admin;
    }

    void stop(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(ApplicationStopping.KAFKA)
                    ApplicationStopping event) {
        close();
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
