package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.text.VisibleText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Requires a character that can be seen; {@code @NotBlank} takes U+00A0, U+3000 and U+200B for one. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Visible.Validator.class)
@interface Visible {

    String message() default "must not be blank";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks. */
    class Validator implements ConstraintValidator<Visible, String> {

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return VisibleText.isVisible(text);
        }
    }
}
