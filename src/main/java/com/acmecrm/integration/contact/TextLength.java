package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.text.CodePoints;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds a text in code points; {@code @Size} counts UTF-16 units, of which 𠮷 has two. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = TextLength.Validator.class)
@interface TextLength {

    int max();

    String message() default "must have at most {max} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts. */
    class Validator implements ConstraintValidator<TextLength, String> {

        private int max;

        @Override
        public void initialize(TextLength length) {
            max = length.max();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return CodePoints.isAtMost(max, text);
        }
    }
}
