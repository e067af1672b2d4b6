package com.acmecrm.integration.problem;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTypeServletTest {

    @ParameterizedTest
    @EnumSource
    void everyTypeShouldHaveItsPage(ProblemType type) {
        assertThat(ProblemTypeServlet.page(type)).contains(type.title(), type.slug());
    }
}
