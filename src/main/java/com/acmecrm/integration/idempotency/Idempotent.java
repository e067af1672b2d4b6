package com.acmecrm.integration.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource method that honours {@code Idempotency-Key}. With the header it runs in a transaction that its services join, and
 * in which its answer is kept; without, as if this stood not here. The method returns a {@code Response} whose entity is
 * JSON-P or nothing; its status, {@code Location}, {@code ETag} and body are what is given again. Nothing is kept where it
 * throws, answers 4xx or 5xx, or has marked the transaction to be rolled back: the key is free again then.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
