package com.acmecrm.integration.contact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmailAddressTest {

    private final EmailAddress.Validator validator = new EmailAddress.Validator();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "ada.lovelace+crm@example.com",
                "o'brien@sub.example.co.uk",
                "\"ada lovelace\"@example.com",
                "\"a@b\".c@example.com",
                "\"a\\\"b\\\\\"@example.com",
                "ada@[192.0.2.1]",
                "ada@[IPv6:2001:db8::1]",
                "ada@[ipv6:::ffff:192.0.2.1]",
                "ada@xn--bcher-kva.example",
                "zoë@bücher.example",
                "李@例え.jp",
                "hi@👍.ws",
                "👍@example.com",
                "𠮷@example.com",
                "a-@b--c.d"
            })
    void addressShouldBeTaken(String address) {
        assertThat(isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "nonsense",
                "@example.com",
                "ada@",
                "ada@@example.com",
                "ada lovelace@example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..b@example.com",
                "ada@example.com.",
                "ada@.example.com",
                "ada@-example.com",
                "ada@example-.com",
                "ada@[300.1.1]",
                "ada@[IPv6:1::2::3]",
                "ada@[IPv6:]",
                "ada@exa\u200bmple.com",
                "a\u200bda@example.com",
                "ada\u200c@example.com",
                "ada\u200d@example.com",
                "ada\ufeff@example.com",
                "\u2060ada@example.com",
                "ada\u00ad@example.com",
                "ada@exam\u00adple.com",
                "ada\u00a0@example.com",
                "ada\u3000@example.com",
                "\"ada\u00a0\"@example.com",
                "ada@example\u3002com",
                "ada@example\uff0ecom",
                "ada@example\uff61com",
                "a\u3002b@example.com",
                "ada\uff20example.com@x.y",
                "ada\u202e@example.com",
                "hi@❤\ufe0f.ws",
                "ada\udb40\udc41@example.com",
                "ada\u0085@example.com"
            })
    void textThatIsNoAddressOrHidesSomethingShouldBeRefused(String text) {
        assertThat(isValid(text)).isFalse();
    }

    @Test
    void lengthsShouldBeThoseOfTheStandards() {
        assertThat(isValid("𠮷".repeat(64) + "@example.com")).isTrue();
        assertThat(isValid("x".repeat(65) + "@example.com")).isFalse();
        assertThat(isValid("a@" + "x".repeat(63) + ".com")).isTrue();
        assertThat(isValid("a@" + "x".repeat(64) + ".com")).isFalse();
    }

    @Test
    void textThatOthersRefuseShouldNotBeRead() {
        assertThat(isValid("")).isTrue();
        assertThat(isValid("-@".repeat(1_000_000))).isTrue();
    }

    private boolean isValid(String text) {
        return validator.isValid(text, null);
    }
}
