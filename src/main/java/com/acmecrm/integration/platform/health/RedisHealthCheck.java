package com.acmecrm.integration.platform.health;

import com.acmecrm.integration.platform.RedisConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;
import org.redisson.api.RBatch;

/** Redis answers on the connection that requests use. */
@Readiness
@ApplicationScoped
public class RedisHealthCheck extends DependencyHealthCheck {

    @Inject
    RedisConnection redis;

    public RedisHealthCheck() {
        super("redis", Absence.DOWN);
    }

    @Override
    protected void ask() {
        RBatch batch = redis.batch();
        batch.getBucket("acmecrm").isExistsAsync();
        redis.execute(batch);
    }
}
