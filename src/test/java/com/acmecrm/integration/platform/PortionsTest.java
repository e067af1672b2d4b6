package com.acmecrm.integration.platform;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PortionsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Portions.ROWS, Portions.ROWS + 1, 1_000})
    void portionsShouldHoldEveryRowInItsOrder(int rows) {
        List<Integer> all = IntStream.range(0, rows).boxed().toList();

        List<List<Integer>> portions = Portions.of(all);

        assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
        assertThat(portions).allSatisfy(portion -> assertThat(portion).hasSizeBetween(1, Portions.ROWS));
    }
}
