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

    /** All or none: where one operation is refused, the others are not done either. */
    BatchPlan atomic() {
        if (results.stream().noneMatch(Result::isRefused)) {
            return this;
        }
        return new BatchPlan(
                results.stream()
                        .map(result -> result.isRefused() ? result : Result.dependent())
                        .toList(),
                List.of());
    }
}
