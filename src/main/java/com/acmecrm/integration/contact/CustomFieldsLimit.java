package com.acmecrm.integration.contact;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Bounds what a client may keep of its own: 16 KiB as UTF-8 JSON, five levels deep. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CustomFieldsLimit.Validator.class)
@interface CustomFieldsLimit {

    String message() default "must be at most 16 KiB of JSON and 5 levels deep";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Measures. */
    class Validator implements ConstraintValidator<CustomFieldsLimit, JsonObject> {

        private static final int MAX_BYTES = 16 * 1024;
        private static final int MAX_DEPTH = 5;

        @Override
        public boolean isValid(JsonObject customFields, ConstraintValidatorContext context) {
            return depth(customFields) <= MAX_DEPTH
                    && customFields.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
        }

        /** Objects and arrays inside each other, the outermost included. */
        private static int depth(JsonValue value) {
            if (!(value instanceof JsonStructure)) {
                return 0;
            }
            return 1 + children(value).stream().mapToInt(Validator::depth).max().orElse(0);
        }

        private static Collection<JsonValue> children(JsonValue value) {
            if (value instanceof JsonObject object) {
                return object.values();
            }
            return value instanceof JsonArray array ? array : List.of();
        }
    }
}
