package com.acmecrm.integration.system;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A consumer that has died. */
abstract class DeathSuite {

    @Test
    void livenessShouldTellThatTheConsumerHasEnded() {
        Redis.clearRateLimits();
        Api api = Api.admin();
        String contact = """
                {"firstName":"D","lastName":"Eath","email":"death@example.com","source":"acmecrm","sourceId":"dies-%s"}""".formatted(UUID.randomUUID());
        assertThat(Api.anonymous().get("/health/live").status()).isEqualTo(200);

        assertThat(api.post("/api/contacts", contact).status()).isEqualTo(201);

        Awaitility.await("the node is beyond repair")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Api.anonymous().get("/health/live").status() == 503);
        assertThat(Api.anonymous().get("/health/live").body()).contains("{\"name\":\"consumer\",\"status\":\"DOWN\"}");
        assertThat(Api.anonymous().get("/health/ready").status())
                .as("requests are served still")
                .isEqualTo(200);
        assertThat(api.get("/api/contacts").status()).isEqualTo(200);
    }
}
