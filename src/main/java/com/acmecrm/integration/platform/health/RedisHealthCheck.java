package com.acmecrm.integration.platform.health;

import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.RedisScript;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.Readiness;

/**
 * Redis answers on the connection that requests use, and takes a write of the kind that they make: one that is full
 * ({@code maxmemory}) or a replica answers reads only, and no request could be served.
 */
@Readiness
@ApplicationScoped
public class RedisHealthCheck extends DependencyHealthCheck {

    private static final RedisScript<Long> WRITE = RedisScript.ofLong("""
            redis.call('set', KEYS[1], '1', 'px', ARGV[1])
            return 1
            """);

    private static final String EXPIRY_MILLIS = "60000";

    @Inject
    RedisConnection redis;

    public RedisHealthCheck() {
        super("redis", Absence.DOWN);
    }

    @Override
    protected void ask() {
        RedisBatch batch = redis.batch();
        batch.evaluate(WRITE, List.of("acmecrm:health"), EXPIRY_MILLIS);
        redis.execute(batch);
    }
}
