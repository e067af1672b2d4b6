package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.BulkContactRepository;
import com.acmecrm.integration.contact.BulkContactWriter;
import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactValidator;
import com.acmecrm.integration.platform.DatabaseException;
import com.acmecrm.integration.platform.DatabaseUnavailableException;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.platform.SqlStates;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Carries out batches, each in one transaction. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class BatchService {

    /** Each further one means that others have kept a contact to themselves for long, or have just created one of these. */
    private static final int ATTEMPTS = 4;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    @Inject
    BatchRepository transaction;

    @Inject
    BulkContactRepository contacts;

    @Inject
    BulkContactWriter writer;

    @Inject
    ContactValidator validator;

    @Inject
    Clock clock;

    /**
     * In the order of the operations: each finds what those before it have left.
     *
     * @return one for each operation
     * @throws DatabaseUnavailableException also if others were in the way all the time
     */
    List<Result> run(BatchRequest request) {
        transaction.begin();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<List<Result>> results = tryToRun(request);
            if (results.isPresent()) {
                return results.get();
            }
            transaction.rollBackToSavepoint();
        }
        throw DatabaseUnavailableException.busy();
    }

    private Optional<List<Result>> tryToRun(BatchRequest request) {
        try {
            BatchPlan plan = plan(request);
            return writer.write(plan.transitions()) ? Optional.of(plan.results()) : Optional.empty();
        } catch (DatabaseException failure) {
            if (SqlStates.isContended(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private BatchPlan plan(BatchRequest request) {
        BatchPlan plan = Decisions.of(request.operations(), lock(request.operations()), validator, clock.instant());
        if (!request.atomic() || !plan.hasRefusals()) {
            return plan;
        }
        // For whoever keeps answers in this transaction: there is none that would be worth it.
        transactions.setRollbackOnly();
        return plan.undone();
    }

    private List<Contact> lock(List<Operation> operations) {
        return contacts.findLocked(
                operations.stream().map(Operation::id).flatMap(Optional::stream).collect(Collectors.toSet()),
                operations.stream()
                        .map(Operation::externalId)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    }
}
