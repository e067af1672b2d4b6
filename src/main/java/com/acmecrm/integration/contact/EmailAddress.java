package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.HostAddress;
import com.acmecrm.integration.platform.text.CodePoints;
import com.acmecrm.integration.platform.text.VisibleText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An e-mail address of RFC 5321 and 6531, or nothing. An own constraint, because each server has another version of
 * {@code @Email}; that one takes characters that cannot be seen and refuses those beyond the basic multilingual plane.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EmailAddress.Validator.class)
@interface EmailAddress {

    int MAX = 254;

    String message() default "must be a well-formed email address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reads. */
    class Validator implements ConstraintValidator<EmailAddress, String> {

        private static final int MAX_LOCAL_PART = 64;
        private static final int MAX_DOMAIN = 255;

        /** Full stops and at signs of other scripts: software that normalises a text makes another address of it. */
        private static final String SEPARATORS =
                "[\\x{2024}-\\x{2026}\\x{3002}\\x{FE52}\\x{FE6B}\\x{FF0E}\\x{FF20}\\x{FF61}]";

        private static final String NOT_ASCII =
                "[\\x{80}-\\x{10FFFF}&&[^" + VisibleText.INVISIBLE + "]&&[^" + SEPARATORS + "]]";
        private static final String ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~" + NOT_ASCII + "]";
        private static final String ATOM_OR_HYPHEN = "[a-z0-9!#$%&'*+/=?^_`{|}~\\-" + NOT_ASCII + "]";
        private static final String QUOTED =
                "\"(?:[a-z0-9!#$%&'*.(),<>\\[\\]:; @+/=?^_`{|}~\\-" + NOT_ASCII + "]|\\\\\\\\|\\\\\")++\"";
        private static final String LOCAL_WORD = "(?:" + ATOM_OR_HYPHEN + "++|" + QUOTED + ")";
        private static final String LABEL = ATOM + "++(?:-++" + ATOM + "++)*+";

        private static final Pattern LOCAL_PART = ignoringCase(LOCAL_WORD + "(?:\\." + LOCAL_WORD + ")*+");
        private static final Pattern DOMAIN = ignoringCase(LABEL + "(?:\\." + LABEL + ")*+");

        private static final Pattern IPV4_LITERAL = Pattern.compile("\\[\\d{1,3}(?:\\.\\d{1,3}){3}\\]");
        private static final Pattern IPV6_LITERAL = ignoringCase("\\[IPv6:(?<address>[0-9a-f:.]++)\\]");

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            // Others refuse what is empty or too long, which may be as long as the body.
            return text.isEmpty() || !CodePoints.isAtMost(MAX, text) || isAddress(text);
        }

        private static boolean isAddress(String text) {
            // The last one: a quoted local part may have others.
            int at = text.lastIndexOf('@');
            return at > 0 && isLocalPart(text.substring(0, at)) && isDomain(text.substring(at + 1));
        }

        private static boolean isLocalPart(String text) {
            return CodePoints.isAtMost(MAX_LOCAL_PART, text)
                    && LOCAL_PART.matcher(text).matches();
        }

        private static boolean isDomain(String text) {
            return DOMAIN.matcher(text).matches() && isEncodable(text) || isLiteral(text);
        }

        private static boolean isLiteral(String text) {
            Matcher ipv6 = IPV6_LITERAL.matcher(text);
            return IPV4_LITERAL.matcher(text).matches() || ipv6.matches() && HostAddress.isIpv6(ipv6.group("address"));
        }

        /** Unassigned ones are allowed, because Java's tables are those of Unicode 3.2. */
        private static boolean isEncodable(String domain) {
            try {
                return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).length() <= MAX_DOMAIN;
            } catch (IllegalArgumentException unencodable) {
                return false;
            }
        }

        private static Pattern ignoringCase(String regex) {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        }
    }
}
