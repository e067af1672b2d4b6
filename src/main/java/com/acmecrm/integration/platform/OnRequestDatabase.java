package com.acmecrm.integration.platform;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A service whose transactions serve requests. Only so many run at once as the database should have connections; who
 * waits too long, or meets an outage, gets a {@link DatabaseUnavailableException}. Goes with {@code @Transactional}.
 */
@Inherited
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface OnRequestDatabase {}
