package com.acmecrm.integration.problem;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryStringTest {

    @Test
    void utf8ShouldBeReadEncodedOrNot() {
        String raw = new String("q=Gewähr".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(QueryString.parse(raw)).isEqualTo(Map.of("q", List.of("Gewähr")));
        assertThat(QueryString.parse("q=Gew%c3%A4hr")).isEqualTo(Map.of("q", List.of("Gewähr")));
        assertThat(QueryString.parse("q=%F0%9F%91%8D")).isEqualTo(Map.of("q", List.of("👍")));
    }

    @Test
    void partsShouldBeDecodedAfterTheyAreTakenApart() {
        assertThat(QueryString.parse("&a=1%262&b+c=d+e%2B=f&&a=3&g"))
                .isEqualTo(Map.of("a", List.of("1&2", "3"), "b c", List.of("d e+=f"), "g", List.of("")));
        assertThat(QueryString.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=\u00E4",
                "q=%FF",
                "q=%E4",
                "q=%C3",
                "q=%C0%80",
                "q=%ED%A0%80",
                "q=%",
                "q=%4",
                "q=%zz",
                "%FF=q",
                "q=\u0001",
                "q=a#b"
            })
    void malformedQueryShouldBeRefused(String raw) {
        assertThatThrownBy(() -> QueryString.parse(raw)).isInstanceOf(ProblemException.class);
    }
}
