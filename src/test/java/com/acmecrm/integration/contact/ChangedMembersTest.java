package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

class ChangedMembersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                      | {}                      | {}
            {"a":1}                 | {"a":1}                 | {}
            {"a":1,"b":2}           | {"a":2,"b":2}           | {"a":true}
            {"a":1}                 | {}                      | {"a":true}
            {}                      | {"a":null}              | {"a":true}
            {"a":[1]}               | {"a":[1,2]}             | {"a":true}
            {"a":{"x":1,"y":1}}     | {"a":{"x":2,"y":1}}     | {"a":{"x":true}}
            {"a":{"x":{"y":1}}}     | {"a":{"x":{}}}          | {"a":{"x":{"y":true}}}
            {}                      | {"a":{"x":{"y":1}}}     | {"a":{"x":{"y":true}}}
            {"a":{"x":{"y":1}}}     | {}                      | {"a":{"x":{"y":true}}}
            {}                      | {"a":{}}                | {"a":{}}
            {"a":{}}                | {}                      | {"a":{}}
            {"a":1}                 | {"a":{"x":1}}           | {"a":{"x":true}}
            {"a":{"x":1}}           | {"a":1}                 | {"a":true}
            """)
    void changedMembersShouldBeNamedAndNoOthers(String before, String after, String changed) {
        assertThatJson(ChangedMembers.between(JsonText.parse(before), JsonText.parse(after))
                        .toString())
                .isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                      | {"a":true}              | {"a":true}
            {"a":true}              | {"b":{"x":true}}        | {"a":true,"b":{"x":true}}
            {"a":{"x":true}}        | {"a":{"y":true}}        | {"a":{"x":true,"y":true}}
            {"a":true}              | {"a":{"y":true}}        | {"a":true}
            {"a":{"x":true}}        | {"a":true}              | {"a":true}
            """)
    void twoChangesShouldNameWhatEitherNames(String first, String second, String both) {
        assertThatJson(ChangedMembers.ofBoth(JsonText.parse(first), JsonText.parse(second))
                        .toString())
                .isEqualTo(both);
    }
}
