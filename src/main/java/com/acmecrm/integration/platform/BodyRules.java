package com.acmecrm.integration.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What holds for a {@link JsonBody} that a resource method takes, where it is not the usual. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyRules {

    int maxBytes() default JsonBodyReader.LIMIT_BYTES;

    /** Whether it may be absent; it is read as an empty object then. */
    boolean optional() default false;
}
