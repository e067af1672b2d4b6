package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.ProblemException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

import static com.acmecrm.integration.platform.JsonP.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class ContactShapeTest {

    @Test
    void noMoreFaultsShouldBeToldThanSomebodyReads() {
        JsonArrayBuilder tags = JSON.createArrayBuilder();
        for (int tag = 0; tag < 10_000; tag++) {
            tags.add(tag);
        }
        JsonObject contact = JSON.createObjectBuilder().add("tags", tags).build();

        assertThatThrownBy(() -> ContactShape.check(contact))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refused -> assertThat(refused.errors()).hasSize(100));
    }
}
