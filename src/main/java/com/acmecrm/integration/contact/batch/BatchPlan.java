package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.ContactTransition;
import java.util.List;

/**
 * What is to become of a batch.
 *
 * @param results one for each operation
 * @param transitions what is to be written for it
 */
record BatchPlan(List<Result> results, List<ContactTransition> transitions) {

    boolean hasRefusals() {
        return results.stream().anyMatch(Result::isRefused);
    }

    /** Where nothing is to be done because some operations are refused. */
    BatchPlan undone() {
        return new BatchPlan(
                results.stream()
                        .map(result -> result.isRefused() ? result : Result.dependent())
                        .toList(),
                List.of());
    }
}
