package com.acmecrm.integration.contact.batch;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs with one of {@link BatchPermits}: the rest of the pool is left to single calls. Stands outside of
 * everything that holds a connection.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface BatchPermit {}
