package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.event.EventOutbox;
import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.ListPage;
import com.acmecrm.integration.platform.ListPlace;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators ask of events and do to them. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class EventMending {

    private static final Logger LOG = LoggerFactory.getLogger(EventMending.class);

    @Inject
    EventViewRepository views;

    @Inject
    EventStateRepository states;

    @Inject
    RetryJobRepository jobs;

    @Inject
    EventOutbox outbox;

    @Inject
    Event<Audited> audit;

    ListPage list(EventFilter filter, Optional<ListPlace> behind, int limit) {
        return views.page(filter, behind, limit);
    }

    /** @throws ProblemException 404 if there is none */
    JsonObject get(UUID id) {
        return views.find(id).orElseThrow(EventMending::unknown);
    }

    /** @throws ProblemException 404 if there is none, 409 if it has not failed */
    JsonObject retry(UUID id, String reason, Operator operator) {
        if (!states.retry(id, reason, operator)) {
            throw notFailed(id);
        }
        outbox.wakeRelay();
        audit.fire(Audited.of("event.retried", "event/" + id, Map.of("reason", reason)));
        LOG.info("Event {} retried by user {}", id, operator.userId());
        return get(id);
    }

    /** @throws ProblemException 404 if there is none, 409 if it has not failed */
    JsonObject discard(UUID id, String reason, Operator operator) {
        if (!states.discard(id, reason, operator)) {
            throw notFailed(id);
        }
        outbox.wakeRelay(); // its contact is free
        audit.fire(Audited.of("event.discarded", "event/" + id, Map.of("reason", reason)));
        LOG.info("Event {} discarded by user {}", id, operator.userId());
        return get(id);
    }

    /** How many events a retry by this filter would be for. */
    long countFailed(EventFilter filter) {
        return jobs.countFailed(filter);
    }

    /** Begins a retry by filter of what has failed by now. */
    JsonObject begin(RetryRequest request, Operator operator) {
        UUID id = UUID.randomUUID();
        jobs.create(id, request, operator);
        String filter = request.filter().toJson().toString();
        audit.fire(Audited.of("retry.begun", "retry/" + id, Map.of("filter", filter, "reason", request.reason())));
        LOG.info("Retry {} begun by user {}", id, operator.userId());
        return getJob(id);
    }

    /** @throws ProblemException 404 if there is none */
    JsonObject getJob(UUID id) {
        return jobs.find(id)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no retry with this id."));
    }

    /**
     * Ends a retry by filter; what it has set free stays so. Once more is no error.
     *
     * @throws ProblemException 404 if there is none, 409 if it is done already
     */
    JsonObject cancelJob(UUID id, Operator operator) {
        boolean cancelled = jobs.cancel(id);
        JsonObject job = getJob(id);
        if (job.getString("status").equals("done")) {
            throw ProblemException.of(ProblemType.WRONG_STATE, "This retry is done.");
        }
        if (cancelled) {
            audit.fire(Audited.of("retry.cancelled", "retry/" + id, Map.of()));
            LOG.info("Retry {} cancelled by user {}", id, operator.userId());
        }
        return job;
    }

    private ProblemException notFailed(UUID id) {
        String status = states.findStatus(id).orElseThrow(EventMending::unknown);
        return ProblemException.of(ProblemType.WRONG_STATE, "Only a failed event can be; this one is " + status + ".");
    }

    static ProblemException unknown() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no event with this id.");
    }
}
