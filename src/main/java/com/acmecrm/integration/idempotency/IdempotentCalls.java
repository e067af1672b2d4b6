package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;

/**
 * Carries out requests that have a key, each once. The lock comes first and ends with the transaction, also with that of a
 * node that has died: who gets it sees what the one before has committed.
 */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
@OnRequestDatabase
public class IdempotentCalls {

    private static final int FIRST_REFUSAL = 400;
    private static final String RETRY_SECONDS = "1";

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Inject
    IdempotencyRepository answers;

    @Inject
    IdempotencyConfig config;

    @Inject
    Clock clock;

    /**
     * The first answer again, or that of the method, which is then kept.
     *
     * @throws ProblemException 409 while the same is being carried out, 422 if the key was another request's
     */
    Response answer(KeyedRequest request, ResourceMethod method) throws Exception {
        if (!answers.lock(request)) {
            throw ProblemException.of(
                            ProblemType.IDEMPOTENCY_KEY_IN_USE,
                            "A request with this Idempotency-Key is being carried out; send it again for its answer.")
                    .withHeader("Retry-After", RETRY_SECONDS);
        }
        Optional<FirstAnswer> first = answers.find(request, clock.instant());
        return first.isPresent() ? replay(first.get(), request) : carryOut(request, method);
    }

    private static Response replay(FirstAnswer first, KeyedRequest request) {
        if (!first.fingerprint().equals(request.fingerprint())) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was sent with another method, address or body; choose a new one.");
        }
        return first.replay();
    }

    private Response carryOut(KeyedRequest request, ResourceMethod method) throws Exception {
        Response response = method.call();
        if (response.getStatus() < FIRST_REFUSAL && !transaction.getRollbackOnly()) {
            answers.keep(
                    request, FirstAnswer.of(request, response), clock.instant().plus(config.retention()));
        }
        return response;
    }

    /** What is to be carried out. */
    interface ResourceMethod {

        Response call() throws Exception;
    }
}
